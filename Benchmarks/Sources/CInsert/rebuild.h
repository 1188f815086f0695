#ifndef REBUILD_H
#define REBUILD_H

#include "snapshot.h"

struct settings {
    const char *journal_mode;
    const char *synchronous;
    const char *cache_size;
    const char *foreign_keys;
    int indexes_last; /* build them from the finished tables, not row by row */
};

struct outcome {
    double seconds;
    double cpu_seconds;
    size_t rows;
};

/* Writes the snapshot into a fresh file at `path`, one row a statement, in one transaction. Timed from before
   the file is opened until after it is closed. Returns 0, or -1 after printing why not. */
int rebuild(const struct snapshot *snapshot, const char *path, const struct settings *settings, struct outcome *outcome);

#endif
