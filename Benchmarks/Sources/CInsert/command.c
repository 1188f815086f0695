#include "CInsert.h"

#include "rebuild.h"
#include "snapshot.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
    "usage: c-insert SOURCE TARGET [--journal-mode M] [--synchronous S] [--cache-size N] [--foreign-keys ON|OFF]"
    " [--indexes first|last]\n";

static int parse(int argc, char **argv, struct settings *settings)
{
    for (int i = 3; i < argc; i += 2) {
        const char *value = i + 1 < argc ? argv[i + 1] : NULL;
        if (value == NULL) return -1;
        if (strcmp(argv[i], "--journal-mode") == 0) settings->journal_mode = value;
        else if (strcmp(argv[i], "--synchronous") == 0) settings->synchronous = value;
        else if (strcmp(argv[i], "--cache-size") == 0) settings->cache_size = value;
        else if (strcmp(argv[i], "--foreign-keys") == 0) settings->foreign_keys = value;
        else if (strcmp(argv[i], "--indexes") == 0) settings->indexes_last = strcmp(value, "last") == 0;
        else return -1;
    }
    return argc < 3 ? -1 : 0;
}

int c_insert_main(int argc, char **argv)
{
    struct settings settings = {
        .journal_mode = "DELETE", .synchronous = "FULL", .cache_size = "-16384", .foreign_keys = "ON",
    };
    if (parse(argc, argv, &settings) != 0) {
        fputs(usage, stderr);
        return 2;
    }
    struct snapshot snapshot;
    struct outcome outcome;
    if (access(argv[2], F_OK) == 0) {
        fprintf(stderr, "c-insert: %s is there already\n", argv[2]);
        return 1;
    }
    if (snapshot_read(&snapshot, argv[1]) != 0) return 1;
    if (rebuild(&snapshot, argv[2], &settings, &outcome) != 0) return 1;
    printf(
        "{\"seconds\": %.6f, \"cpu_seconds\": %.6f, \"rows\": %zu, \"rows_per_second\": %.0f, \"sqlite\": \"%s\","
        " \"page_size\": %d, \"journal_mode\": \"%s\", \"synchronous\": \"%s\", \"cache_size\": \"%s\","
        " \"foreign_keys\": \"%s\", \"indexes\": \"%s\"}\n",
        outcome.seconds, outcome.cpu_seconds, outcome.rows, (double)outcome.rows / outcome.seconds,
        sqlite3_libversion(), snapshot.page_size, settings.journal_mode, settings.synchronous, settings.cache_size,
        settings.foreign_keys, settings.indexes_last ? "last" : "first");
    return 0;
}
