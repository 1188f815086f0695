// What Swift cannot import from sqlite3.h by itself: destructors that are cast macros, and
// variadic functions. Everything else is called directly.

#ifndef RELWH_CSQLITE_SHIM_H
#define RELWH_CSQLITE_SHIM_H

#include <sqlite3.h>

// sqlite3_error_offset, and printf with all the digits of a number. The library that a program runs with may be another
// than the one that it was built with: Connection.init asks it again.
#define CSQLITE_OLDEST_VERSION_NUMBER 3038000
#if SQLITE_VERSION_NUMBER < CSQLITE_OLDEST_VERSION_NUMBER
#error "SQLite 3.38 or newer is needed"
#endif

// A null pointer would bind NULL: an empty text or blob needs an address of its own.
static inline const void *csqlite_address(const void *bytes) {
    return bytes ? bytes : (const void *)"";
}

// Bytes that the caller keeps alive.

static inline int csqlite_bind_text_static(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
    return sqlite3_bind_text64(
        statement, index, (const char *)csqlite_address(bytes), count, SQLITE_STATIC, SQLITE_UTF8);
}

static inline int csqlite_bind_blob_static(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
    return sqlite3_bind_blob64(statement, index, csqlite_address(bytes), count, SQLITE_STATIC);
}

// Bytes that SQLite copies before returning.

static inline int csqlite_bind_text_transient(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
    return sqlite3_bind_text64(
        statement, index, (const char *)csqlite_address(bytes), count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static inline int csqlite_bind_blob_transient(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
    return sqlite3_bind_blob64(statement, index, csqlite_address(bytes), count, SQLITE_TRANSIENT);
}

static inline void csqlite_result_text_transient(
    sqlite3_context *context, const void *bytes, sqlite3_uint64 count) {
    sqlite3_result_text64(
        context, (const char *)csqlite_address(bytes), count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static inline void csqlite_result_blob_transient(
    sqlite3_context *context, const void *bytes, sqlite3_uint64 count) {
    sqlite3_result_blob64(context, csqlite_address(bytes), count, SQLITE_TRANSIENT);
}

// Variadic: an on/off option of a connection. A negative value only asks.

static inline int csqlite_db_config_switch(sqlite3 *database, int option, int value, int *now) {
    return sqlite3_db_config(database, option, value, now);
}

#endif
