#include "fail.h"

#include <stdio.h>

int fail(sqlite3 *db, const char *doing)
{
    fprintf(stderr, "c-insert: %s: %s\n", doing, db ? sqlite3_errmsg(db) : "out of memory");
    return -1;
}

int run(sqlite3 *db, const char *sql)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : fail(db, sql);
}
