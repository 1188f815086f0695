#include "CMigrations.h"

#ifndef __has_embed
#error "the scripts are embedded by clang 19 or newer, as it comes with Swift 6.2"
#endif

// The compiler notes each file that it embeds: who edits one gets it at the next build.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t script_1[] = {
#embed "../../Migrations/0001_warehouse.sql"
};

static const uint8_t script_2[] = {
#embed "../../Migrations/0002_views.sql"
};

static const uint8_t script_3[] = {
#embed "../../Migrations/0003_frame_rows.sql"
};

static const uint8_t script_4[] = {
#embed "../../Migrations/0004_exact_points.sql"
};

static const uint8_t script_5[] = {
#embed "../../Migrations/0005_whole_counts.sql"
};

#define SCRIPT(number) {script_##number, sizeof script_##number}

static const relwh_script scripts[] = {SCRIPT(1), SCRIPT(2), SCRIPT(3), SCRIPT(4), SCRIPT(5)};

relwh_script relwh_migration(size_t number) {
    size_t count = sizeof scripts / sizeof *scripts;
    return number >= 1 && number <= count ? scripts[number - 1] : (relwh_script){NULL, 0};
}
