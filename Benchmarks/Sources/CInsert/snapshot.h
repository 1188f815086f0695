#ifndef SNAPSHOT_H
#define SNAPSHOT_H

#include <sqlite3.h>
#include <stddef.h>

/* One column of one row; text and blobs live in the snapshot's arena. */
struct value {
    union {
        sqlite3_int64 integer;
        double real;
        const void *bytes;
    } as;
    int size;
    int type;
};

struct table {
    char *name;
    char *sql;
    int columns;
    size_t rows;
    struct value *values; /* row after row */
    size_t capacity;
    int taken;
};

struct statements {
    char **sql;
    int count;
};

/* A whole SQLite file in memory. */
struct snapshot {
    int page_size;
    int application_id;
    int user_version;
    int auto_vacuum;
    char encoding[16];
    struct table *tables; /* parents before children, where foreign keys allow it */
    int table_count;
    int has_cycle;
    struct statements indexes;
    struct statements views_and_triggers;
    struct chunk *arena;
};

/* Reads the file at `path`, or prints why it cannot and returns -1. What it took stays until the process ends. */
int snapshot_read(struct snapshot *snapshot, const char *path);

#endif
