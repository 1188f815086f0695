#include "CFaultVFS.h"

#include <sqlite3.h>

static sqlite3_mem_methods allocator;
static int is_ready;

// Each thread has its own: a test does not starve those beside it.
static __thread int is_armed;
static __thread int is_persistent;
static __thread long long target;
static __thread long long seen;
static __thread long long failed;

static int fails(void) {
    if (!is_armed) return 0;
    seen++;
    if (target == 0 || seen < target || (seen > target && !is_persistent)) return 0;
    failed++;
    return 1;
}

static void *allocate(int size) { return fails() ? 0 : allocator.xMalloc(size); }

static void *reallocate(void *bytes, int size) { return fails() ? 0 : allocator.xRealloc(bytes, size); }

// SQLite takes another allocator only before it has begun to work: so when the process starts.
__attribute__((constructor)) static void install(void) {
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &allocator) != SQLITE_OK) return;
    sqlite3_mem_methods methods = allocator;
    methods.xMalloc = allocate;
    methods.xRealloc = reallocate;
    is_ready = sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK;
}

int fault_memory_is_ready(void) { return is_ready; }

void fault_memory_arm(long long count, int persistent) {
    target = count;
    is_persistent = persistent;
    seen = 0;
    failed = 0;
    is_armed = 1;
}

void fault_memory_disarm(long long *allocations, long long *failures) {
    is_armed = 0;
    *allocations = seen;
    *failures = failed;
}
