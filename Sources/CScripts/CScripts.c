#include "CScripts.h"

#ifndef __has_embed
#error "the scripts are embedded by clang 19 or newer, as it comes with Swift 6.2"
#endif

// The compiler notes each file that it embeds, so an edited script is in the next build.
#pragma clang diagnostic ignored "-Wc23-extensions"

#define SCRIPT(kind, name) {#name, kind##_##name, sizeof kind##_##name}
#define SCRIPTS(list) (relwh_scripts){list, sizeof list / sizeof *list}

// MARK: Migrations

static const uint8_t migration_warehouse[] = {
#embed "../../Migrations/0001_warehouse.sql"
};

static const uint8_t migration_views[] = {
#embed "../../Migrations/0002_views.sql"
};

static const uint8_t migration_frame_rows[] = {
#embed "../../Migrations/0003_frame_rows.sql"
};

static const uint8_t migration_exact_points[] = {
#embed "../../Migrations/0004_exact_points.sql"
};

static const uint8_t migration_whole_counts[] = {
#embed "../../Migrations/0005_whole_counts.sql"
};

static const uint8_t migration_separate_views[] = {
#embed "../../Migrations/0006_separate_views.sql"
};

static const relwh_script migrations[] = {
    SCRIPT(migration, warehouse),
    SCRIPT(migration, views),
    SCRIPT(migration, frame_rows),
    SCRIPT(migration, exact_points),
    SCRIPT(migration, whole_counts),
    SCRIPT(migration, separate_views),
};

relwh_scripts relwh_migrations(void) { return SCRIPTS(migrations); }

// MARK: Views

static const uint8_t view_releases[] = {
#embed "../../Views/releases.sql"
};

static const uint8_t view_labelsets[] = {
#embed "../../Views/labelsets.sql"
};

static const uint8_t view_categories[] = {
#embed "../../Views/categories.sql"
};

static const uint8_t view_attribute_definitions[] = {
#embed "../../Views/attribute_definitions.sql"
};

static const uint8_t view_samples[] = {
#embed "../../Views/samples.sql"
};

static const uint8_t view_labels[] = {
#embed "../../Views/labels.sql"
};

static const uint8_t view_frames[] = {
#embed "../../Views/frames.sql"
};

static const uint8_t view_annotations[] = {
#embed "../../Views/annotations.sql"
};

static const uint8_t view_tracks[] = {
#embed "../../Views/tracks.sql"
};

static const uint8_t view_links[] = {
#embed "../../Views/links.sql"
};

static const uint8_t view_category_counts[] = {
#embed "../../Views/category_counts.sql"
};

static const uint8_t view_category_totals[] = {
#embed "../../Views/category_totals.sql"
};

static const relwh_script views[] = {
    SCRIPT(view, releases),
    SCRIPT(view, labelsets),
    SCRIPT(view, categories),
    SCRIPT(view, attribute_definitions),
    SCRIPT(view, samples),
    SCRIPT(view, labels),
    SCRIPT(view, frames),
    SCRIPT(view, annotations),
    SCRIPT(view, tracks),
    SCRIPT(view, links),
    SCRIPT(view, category_counts),
    SCRIPT(view, category_totals),
};

relwh_scripts relwh_views(void) { return SCRIPTS(views); }
