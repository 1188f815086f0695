#pragma once

#include <stddef.h>
#include <stdint.h>

/// A script of `Migrations/`: the file's bytes, for as long as the program runs.
typedef struct {
    const uint8_t *bytes;
    size_t count;
} relwh_script;

/// The script of that number, from 1; no bytes where there is none.
relwh_script relwh_migration(size_t number);
