#ifndef FAIL_H
#define FAIL_H

#include <sqlite3.h>

/* Prints what was being done and SQLite's reason. Returns -1. */
int fail(sqlite3 *db, const char *doing);

/* Runs a statement that returns no rows of interest; 0, or -1 after printing why not. */
int run(sqlite3 *db, const char *sql);

#endif
