#include "rebuild.h"

#include "fail.h"

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

static double wall(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double cpu(void)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec)
        + (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static int run_text(sqlite3 *db, const char *pragma, const char *value)
{
    char sql[128];
    snprintf(sql, sizeof sql, "PRAGMA %s = %s", pragma, value);
    return run(db, sql);
}

static int run_number(sqlite3 *db, const char *pragma, int value)
{
    char text[16];
    snprintf(text, sizeof text, "%d", value);
    return run_text(db, pragma, text);
}

static int configure(sqlite3 *db, const struct snapshot *snapshot, const struct settings *settings)
{
    char quoted[32];
    snprintf(quoted, sizeof quoted, "'%s'", snapshot->encoding);
    if (run_number(db, "page_size", snapshot->page_size) != 0) return -1;
    if (run_text(db, "encoding", quoted) != 0) return -1;
    if (run_number(db, "auto_vacuum", snapshot->auto_vacuum) != 0) return -1;
    if (run_text(db, "journal_mode", settings->journal_mode) != 0) return -1;
    if (run_text(db, "synchronous", settings->synchronous) != 0) return -1;
    if (run_text(db, "cache_size", settings->cache_size) != 0) return -1;
    return run_text(db, "foreign_keys", settings->foreign_keys);
}

static int run_all(sqlite3 *db, const struct statements *statements)
{
    for (int i = 0; i < statements->count; i++) {
        if (run(db, statements->sql[i]) != 0) return -1;
    }
    return 0;
}

static int prepare_insert(sqlite3 *db, const struct table *table, sqlite3_stmt **statement)
{
    sqlite3_str *sql = sqlite3_str_new(db);
    sqlite3_str_appendf(sql, "INSERT INTO \"%w\" VALUES(", table->name);
    for (int i = 0; i < table->columns; i++) sqlite3_str_appendall(sql, i == 0 ? "?" : ",?");
    sqlite3_str_appendall(sql, ")");
    char *text = sqlite3_str_finish(sql);
    int code = sqlite3_prepare_v3(db, text, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL);
    sqlite3_free(text);
    return code == SQLITE_OK ? 0 : fail(db, table->name);
}

static int bind(sqlite3_stmt *statement, int place, const struct value *value)
{
    switch (value->type) {
    case SQLITE_INTEGER:
        return sqlite3_bind_int64(statement, place, value->as.integer);
    case SQLITE_FLOAT:
        return sqlite3_bind_double(statement, place, value->as.real);
    case SQLITE_TEXT:
        return sqlite3_bind_text(statement, place, value->as.bytes, value->size, SQLITE_STATIC);
    case SQLITE_BLOB:
        return sqlite3_bind_blob(statement, place, value->as.bytes, value->size, SQLITE_STATIC);
    default:
        return sqlite3_bind_null(statement, place);
    }
}

static int fill(sqlite3 *db, const struct table *table)
{
    sqlite3_stmt *statement = NULL;
    if (table->rows == 0) return 0;
    if (prepare_insert(db, table, &statement) != 0) return -1;
    const struct value *value = table->values;
    for (size_t row = 0; row < table->rows; row++) {
        for (int i = 1; i <= table->columns; i++) {
            if (bind(statement, i, value++) != SQLITE_OK) return fail(db, table->name);
        }
        if (sqlite3_step(statement) != SQLITE_DONE) return fail(db, table->name);
        sqlite3_reset(statement);
    }
    return sqlite3_finalize(statement) == SQLITE_OK ? 0 : fail(db, table->name);
}

static int write_all(sqlite3 *db, const struct snapshot *snapshot, const struct settings *settings)
{
    if (configure(db, snapshot, settings) != 0) return -1;
    if (run(db, "BEGIN IMMEDIATE") != 0) return -1;
    if (snapshot->has_cycle && run(db, "PRAGMA defer_foreign_keys = ON") != 0) return -1;
    for (int i = 0; i < snapshot->table_count; i++) {
        if (run(db, snapshot->tables[i].sql) != 0) return -1;
    }
    if (!settings->indexes_last && run_all(db, &snapshot->indexes) != 0) return -1;
    for (int i = 0; i < snapshot->table_count; i++) {
        if (fill(db, &snapshot->tables[i]) != 0) return -1;
    }
    if (settings->indexes_last && run_all(db, &snapshot->indexes) != 0) return -1;
    if (run_all(db, &snapshot->views_and_triggers) != 0) return -1;
    if (run_number(db, "application_id", snapshot->application_id) != 0) return -1;
    if (run_number(db, "user_version", snapshot->user_version) != 0) return -1;
    return run(db, "COMMIT");
}

int rebuild(const struct snapshot *snapshot, const char *path, const struct settings *settings, struct outcome *outcome)
{
    sqlite3 *db = NULL;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    double wall_before = wall();
    double cpu_before = cpu();
    if (sqlite3_open_v2(path, &db, flags, NULL) != SQLITE_OK) return fail(db, path);
    int code = write_all(db, snapshot, settings);
    if (sqlite3_close(db) != SQLITE_OK && code == 0) code = fail(db, "close");
    outcome->seconds = wall() - wall_before;
    outcome->cpu_seconds = cpu() - cpu_before;
    outcome->rows = 0;
    for (int i = 0; i < snapshot->table_count; i++) outcome->rows += snapshot->tables[i].rows;
    return code;
}
