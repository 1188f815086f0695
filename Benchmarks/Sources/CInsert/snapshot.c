#include "snapshot.h"

#include "fail.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct chunk {
    struct chunk *next;
    size_t used;
    size_t size;
    char bytes[];
};

static void *grown(void *memory, size_t size)
{
    void *larger = realloc(memory, size);
    if (larger == NULL) {
        fprintf(stderr, "c-insert: out of memory\n");
        exit(1);
    }
    return larger;
}

static char *copied(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(grown(NULL, size), text, size);
}

static const void *kept(struct snapshot *snapshot, const void *bytes, size_t size)
{
    struct chunk *chunk = snapshot->arena;
    if (chunk == NULL || chunk->size - chunk->used < size) {
        size_t room = size > (8u << 20) ? size : (8u << 20);
        chunk = grown(NULL, sizeof *chunk + room);
        chunk->next = snapshot->arena;
        chunk->used = 0;
        chunk->size = room;
        snapshot->arena = chunk;
    }
    char *place = chunk->bytes + chunk->used;
    if (size > 0) memcpy(place, bytes, size);
    chunk->used += size;
    return place;
}

static void append(struct statements *statements, const char *sql)
{
    statements->sql = grown(statements->sql, sizeof *statements->sql * (size_t)(statements->count + 1));
    statements->sql[statements->count++] = copied(sql);
}

static int pragma(sqlite3 *db, const char *name, int *value)
{
    char sql[64];
    sqlite3_stmt *statement = NULL;
    snprintf(sql, sizeof sql, "PRAGMA %s", name);
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) return fail(db, sql);
    if (sqlite3_step(statement) == SQLITE_ROW) *value = sqlite3_column_int(statement, 0);
    return sqlite3_finalize(statement) == SQLITE_OK ? 0 : fail(db, sql);
}

static int read_header(struct snapshot *snapshot, sqlite3 *db)
{
    sqlite3_stmt *statement = NULL;
    if (pragma(db, "page_size", &snapshot->page_size) != 0) return -1;
    if (pragma(db, "application_id", &snapshot->application_id) != 0) return -1;
    if (pragma(db, "user_version", &snapshot->user_version) != 0) return -1;
    if (pragma(db, "auto_vacuum", &snapshot->auto_vacuum) != 0) return -1;
    if (sqlite3_prepare_v2(db, "PRAGMA encoding", -1, &statement, NULL) != SQLITE_OK) return fail(db, "encoding");
    if (sqlite3_step(statement) == SQLITE_ROW) {
        snprintf(snapshot->encoding, sizeof snapshot->encoding, "%s", (const char *)sqlite3_column_text(statement, 0));
    }
    return sqlite3_finalize(statement) == SQLITE_OK ? 0 : fail(db, "encoding");
}

/* The statements that made the file, in their order; SQLite's own tables and automatic indexes have none. */
static int read_schema(struct snapshot *snapshot, sqlite3 *db)
{
    static const char sql[] =
        "SELECT type, name, sql FROM sqlite_schema"
        " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid";
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) return fail(db, "schema");
    while (sqlite3_step(statement) == SQLITE_ROW) {
        const char *type = (const char *)sqlite3_column_text(statement, 0);
        const char *text = (const char *)sqlite3_column_text(statement, 2);
        if (strcmp(type, "table") == 0) {
            if (sqlite3_strnicmp(text, "CREATE VIRTUAL", 14) == 0) {
                fprintf(stderr, "c-insert: virtual tables cannot be copied row by row: %s\n", text);
                sqlite3_finalize(statement);
                return -1;
            }
            size_t count = (size_t)snapshot->table_count + 1;
            snapshot->tables = grown(snapshot->tables, sizeof *snapshot->tables * count);
            snapshot->tables[snapshot->table_count++] = (struct table){
                .name = copied((const char *)sqlite3_column_text(statement, 1)),
                .sql = copied(text),
            };
        } else if (strcmp(type, "index") == 0) {
            append(&snapshot->indexes, text);
        } else {
            append(&snapshot->views_and_triggers, text);
        }
    }
    return sqlite3_finalize(statement) == SQLITE_OK ? 0 : fail(db, "schema");
}

/* Whether a table still to be placed stands between `child` and its parents: 1, 0, or -1 after an error. */
static int is_waiting(struct snapshot *snapshot, sqlite3 *db, const struct table *child)
{
    int waiting = 0;
    sqlite3_stmt *statement = NULL;
    static const char sql[] = "SELECT \"table\" FROM pragma_foreign_key_list(?1)";
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) return fail(db, sql);
    sqlite3_bind_text(statement, 1, child->name, -1, SQLITE_STATIC);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        const char *parent = (const char *)sqlite3_column_text(statement, 0);
        for (int i = 0; i < snapshot->table_count; i++) {
            const struct table *other = &snapshot->tables[i];
            if (other != child && !other->taken && sqlite3_stricmp(other->name, parent) == 0) waiting = 1;
        }
    }
    return sqlite3_finalize(statement) == SQLITE_OK ? waiting : fail(db, sql);
}

static int put_parents_first(struct snapshot *snapshot, sqlite3 *db)
{
    if (snapshot->table_count == 0) return 0;
    struct table *ordered = grown(NULL, sizeof *ordered * (size_t)snapshot->table_count);
    int placed = 0;
    while (placed < snapshot->table_count) {
        int before = placed;
        for (int i = 0; i < snapshot->table_count; i++) {
            struct table *table = &snapshot->tables[i];
            if (table->taken) continue;
            int waiting = is_waiting(snapshot, db, table);
            if (waiting < 0) return -1;
            if (waiting) continue;
            table->taken = 1;
            ordered[placed++] = *table;
        }
        if (placed > before) continue;
        snapshot->has_cycle = 1;
        for (int i = 0; i < snapshot->table_count; i++) {
            if (snapshot->tables[i].taken) continue;
            snapshot->tables[i].taken = 1;
            ordered[placed++] = snapshot->tables[i];
        }
    }
    free(snapshot->tables);
    snapshot->tables = ordered;
    return 0;
}

static void read_row(struct snapshot *snapshot, struct table *table, sqlite3_stmt *statement)
{
    size_t columns = (size_t)table->columns;
    size_t needed = (table->rows + 1) * columns;
    if (needed > table->capacity) {
        table->capacity = needed * 2 > 4096 ? needed * 2 : 4096;
        table->values = grown(table->values, sizeof *table->values * table->capacity);
    }
    struct value *row = table->values + table->rows * columns;
    for (int i = 0; i < table->columns; i++) {
        struct value *value = &row[i];
        *value = (struct value){.type = sqlite3_column_type(statement, i)};
        switch (value->type) {
        case SQLITE_INTEGER:
            value->as.integer = sqlite3_column_int64(statement, i);
            break;
        case SQLITE_FLOAT:
            value->as.real = sqlite3_column_double(statement, i);
            break;
        case SQLITE_TEXT:
        case SQLITE_BLOB: {
            const void *bytes =
                value->type == SQLITE_TEXT ? sqlite3_column_text(statement, i) : sqlite3_column_blob(statement, i);
            value->size = sqlite3_column_bytes(statement, i);
            value->as.bytes = kept(snapshot, bytes, (size_t)value->size);
            break;
        }
        default:
            break;
        }
    }
    table->rows++;
}

static int read_rows(struct snapshot *snapshot, sqlite3 *db)
{
    for (int i = 0; i < snapshot->table_count; i++) {
        struct table *table = &snapshot->tables[i];
        sqlite3_stmt *statement = NULL;
        char *sql = sqlite3_mprintf("SELECT * FROM \"%w\"", table->name);
        int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
        sqlite3_free(sql);
        if (code != SQLITE_OK) return fail(db, table->name);
        table->columns = sqlite3_column_count(statement);
        while (sqlite3_step(statement) == SQLITE_ROW) read_row(snapshot, table, statement);
        if (sqlite3_finalize(statement) != SQLITE_OK) return fail(db, table->name);
    }
    return 0;
}

int snapshot_read(struct snapshot *snapshot, const char *path)
{
    sqlite3 *db = NULL;
    *snapshot = (struct snapshot){0};
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) return fail(db, path);
    int code = read_header(snapshot, db);
    if (code == 0) code = read_schema(snapshot, db);
    if (code == 0) code = put_parents_first(snapshot, db);
    if (code == 0) code = read_rows(snapshot, db);
    sqlite3_close(db);
    return code;
}
