#pragma once

#include <stddef.h>
#include <stdint.h>

/// An SQL script: the bytes of its file, for as long as the program runs.
typedef struct {
    const char *name;
    const uint8_t *bytes;
    size_t count;
} relwh_script;

/// Scripts in order.
typedef struct {
    const relwh_script *first;
    size_t count;
} relwh_scripts;

/// The scripts of `Migrations/`.
relwh_scripts relwh_migrations(void);

/// The scripts of `Views/`, in the order in which people are shown them.
relwh_scripts relwh_views(void);
