#include "CFaultVFS.h"
#include "watch.h"

#include <pthread.h>
#include <sqlite3.h>
#include <string.h>

enum { watches_count = 256 };
static watch watches[watches_count];
static pthread_mutex_t watches_lock = PTHREAD_MUTEX_INITIALIZER;

// The system's file system.
static sqlite3_vfs *real;

// A watched file: the head, then the system's file.
typedef struct watched_file {
    sqlite3_file base;
    watch *watch;
    const char *path;
} watched_file;

static sqlite3_file *real_file(sqlite3_file *file) {
    return (sqlite3_file *)((watched_file *)file + 1);
}

__thread int fault_inside;

watch *fault_watch_of(const char *path) {
    watch *found = 0;
    if (!path) return 0;
    pthread_mutex_lock(&watches_lock);
    for (int index = 0; index < watches_count && !found; index++) {
        watch *candidate = &watches[index];
        if (candidate->observer && strncmp(path, candidate->folder, candidate->length) == 0
            && path[candidate->length] == '/')
            found = candidate;
    }
    pthread_mutex_unlock(&watches_lock);
    return found;
}

int fault_tell(watch *watch, fault_event event, int *part) {
    int none = 0;
    return watch && watch->observer ? watch->observer(watch->context, &event, part ? part : &none) : SQLITE_OK;
}

static int tell_file(sqlite3_file *file, fault_operation operation) {
    watched_file *watched = (watched_file *)file;
    return fault_tell(watched->watch, (fault_event){.operation = operation, .path = watched->path}, 0);
}

// MARK: Syncing a folder

// Whose folder the system syncs now, on this thread: it opens the folder for that and for nothing else.
static __thread watch *syncing;

typedef int (*folder_opener)(const char *, int *);
static folder_opener real_open_folder;

static int open_folder(const char *path, int *descriptor) {
    int code = fault_tell(syncing, (fault_event){.operation = fault_folder_sync, .path = path}, 0);
    return code == SQLITE_OK ? real_open_folder(path, descriptor) : code;
}

// MARK: Files

static int file_close(sqlite3_file *file) {
    sqlite3_file *inner = real_file(file);
    return inner->pMethods->xClose(inner);
}

static int file_read(sqlite3_file *file, void *bytes, int amount, sqlite3_int64 offset) {
    sqlite3_file *inner = real_file(file);
    watched_file *watched = (watched_file *)file;
    int code = fault_tell(
        watched->watch,
        (fault_event){.operation = fault_read, .path = watched->path, .offset = offset, .amount = amount}, 0);
    return code == SQLITE_OK ? inner->pMethods->xRead(inner, bytes, amount, offset) : code;
}

static int file_write(sqlite3_file *file, const void *bytes, int amount, sqlite3_int64 offset) {
    sqlite3_file *inner = real_file(file);
    watched_file *watched = (watched_file *)file;
    int part = 0;
    int code = fault_tell(
        watched->watch,
        (fault_event){
            .operation = fault_write, .path = watched->path, .offset = offset, .amount = amount, .bytes = bytes},
        &part);
    if (code == SQLITE_OK) return inner->pMethods->xWrite(inner, bytes, amount, offset);
    if (part > 0) inner->pMethods->xWrite(inner, bytes, part < amount ? part : amount, offset);
    return code;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
    sqlite3_file *inner = real_file(file);
    watched_file *watched = (watched_file *)file;
    int code = fault_tell(
        watched->watch, (fault_event){.operation = fault_truncate, .path = watched->path, .offset = size}, 0);
    return code == SQLITE_OK ? inner->pMethods->xTruncate(inner, size) : code;
}

static int file_sync(sqlite3_file *file, int flags) {
    sqlite3_file *inner = real_file(file);
    int code = tell_file(file, fault_sync);
    if (code != SQLITE_OK) return code;
    syncing = ((watched_file *)file)->watch;
    fault_inside = 1;
    code = inner->pMethods->xSync(inner, flags);
    fault_inside = 0;
    syncing = 0;
    return code;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
    sqlite3_file *inner = real_file(file);
    int code = tell_file(file, fault_size);
    return code == SQLITE_OK ? inner->pMethods->xFileSize(inner, size) : code;
}

static int file_lock(sqlite3_file *file, int level) {
    sqlite3_file *inner = real_file(file);
    int code = tell_file(file, fault_lock);
    return code == SQLITE_OK ? inner->pMethods->xLock(inner, level) : code;
}

static int file_unlock(sqlite3_file *file, int level) {
    sqlite3_file *inner = real_file(file);
    return inner->pMethods->xUnlock(inner, level);
}

static int file_check_reserved_lock(sqlite3_file *file, int *answer) {
    sqlite3_file *inner = real_file(file);
    return inner->pMethods->xCheckReservedLock(inner, answer);
}

static int file_control(sqlite3_file *file, int operation, void *argument) {
    sqlite3_file *inner = real_file(file);
    return inner->pMethods->xFileControl(inner, operation, argument);
}

static int file_sector_size(sqlite3_file *file) {
    sqlite3_file *inner = real_file(file);
    return inner->pMethods->xSectorSize(inner);
}

static int file_device_characteristics(sqlite3_file *file) {
    sqlite3_file *inner = real_file(file);
    return inner->pMethods->xDeviceCharacteristics(inner);
}

static int file_map(sqlite3_file *file, int region, int size, int extend, void volatile **pointer) {
    sqlite3_file *inner = real_file(file);
    int code = tell_file(file, fault_map);
    if (code == SQLITE_OK) return inner->pMethods->xShmMap(inner, region, size, extend, pointer);
    *pointer = 0;
    return code;
}

static int file_map_lock(sqlite3_file *file, int offset, int count, int flags) {
    sqlite3_file *inner = real_file(file);
    int code = flags & SQLITE_SHM_LOCK ? tell_file(file, fault_lock) : SQLITE_OK;
    return code == SQLITE_OK ? inner->pMethods->xShmLock(inner, offset, count, flags) : code;
}

static void file_map_barrier(sqlite3_file *file) {
    sqlite3_file *inner = real_file(file);
    inner->pMethods->xShmBarrier(inner);
}

static int file_unmap(sqlite3_file *file, int deletes) {
    sqlite3_file *inner = real_file(file);
    fault_inside = 1;
    int code = inner->pMethods->xShmUnmap(inner, deletes);
    fault_inside = 0;
    return code;
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_check_reserved_lock,
    .xFileControl = file_control,
    .xSectorSize = file_sector_size,
    .xDeviceCharacteristics = file_device_characteristics,
    .xShmMap = file_map,
    .xShmLock = file_map_lock,
    .xShmBarrier = file_map_barrier,
    .xShmUnmap = file_unmap,
};

// MARK: The file system

static int vfs_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out_flags) {
    (void)vfs;
    watch *watch = fault_watch_of(path);
    if (!watch) return real->xOpen(real, path, file, flags, out_flags);
    watched_file *watched = (watched_file *)file;
    memset(watched, 0, sizeof *watched);
    int exists = 1;
    if (flags & SQLITE_OPEN_CREATE) real->xAccess(real, path, SQLITE_ACCESS_READWRITE, &exists);
    int code = fault_tell(watch, (fault_event){.operation = fault_open, .path = path, .creates = !exists}, 0);
    if (code != SQLITE_OK) return code;
    sqlite3_file *inner = real_file(file);
    memset(inner, 0, (size_t)real->szOsFile);
    code = real->xOpen(real, path, inner, flags, out_flags);
    if (!inner->pMethods) return code;
    watched->watch = watch;
    watched->path = path;
    watched->base.pMethods = &methods;
    return code;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int syncs_folder) {
    (void)vfs;
    watch *watch = fault_watch_of(path);
    int code = fault_tell(watch, (fault_event){.operation = fault_delete, .path = path}, 0);
    if (code != SQLITE_OK) return code;
    syncing = watch;
    fault_inside = 1;
    code = real->xDelete(real, path, syncs_folder);
    fault_inside = 0;
    syncing = 0;
    return code;
}

static int vfs_access(sqlite3_vfs *vfs, const char *path, int flags, int *answer) {
    (void)vfs;
    int code = fault_tell(fault_watch_of(path), (fault_event){.operation = fault_access, .path = path}, 0);
    return code == SQLITE_OK ? real->xAccess(real, path, flags, answer) : code;
}

static int vfs_full_pathname(sqlite3_vfs *vfs, const char *path, int size, char *full) {
    (void)vfs;
    return real->xFullPathname(real, path, size, full);
}

static void *vfs_library_open(sqlite3_vfs *vfs, const char *path) {
    (void)vfs;
    return real->xDlOpen(real, path);
}

static void vfs_library_error(sqlite3_vfs *vfs, int size, char *message) {
    (void)vfs;
    real->xDlError(real, size, message);
}

static void (*vfs_library_symbol(sqlite3_vfs *vfs, void *library, const char *name))(void) {
    (void)vfs;
    return real->xDlSym(real, library, name);
}

static void vfs_library_close(sqlite3_vfs *vfs, void *library) {
    (void)vfs;
    real->xDlClose(real, library);
}

static int vfs_randomness(sqlite3_vfs *vfs, int size, char *bytes) {
    (void)vfs;
    return real->xRandomness(real, size, bytes);
}

static int vfs_sleep(sqlite3_vfs *vfs, int microseconds) {
    (void)vfs;
    return real->xSleep(real, microseconds);
}

static int vfs_current_time(sqlite3_vfs *vfs, double *time) {
    (void)vfs;
    return real->xCurrentTime(real, time);
}

static int vfs_last_error(sqlite3_vfs *vfs, int size, char *message) {
    (void)vfs;
    return real->xGetLastError(real, size, message);
}

static int vfs_current_time_64(sqlite3_vfs *vfs, sqlite3_int64 *time) {
    (void)vfs;
    return real->xCurrentTimeInt64(real, time);
}

static sqlite3_vfs shim = {
    .iVersion = 2,
    .zName = "relwh-faults",
    .xOpen = vfs_open,
    .xDelete = vfs_delete,
    .xAccess = vfs_access,
    .xFullPathname = vfs_full_pathname,
    .xDlOpen = vfs_library_open,
    .xDlError = vfs_library_error,
    .xDlSym = vfs_library_symbol,
    .xDlClose = vfs_library_close,
    .xRandomness = vfs_randomness,
    .xSleep = vfs_sleep,
    .xCurrentTime = vfs_current_time,
    .xGetLastError = vfs_last_error,
    .xCurrentTimeInt64 = vfs_current_time_64,
};

static void install(void) {
    real = sqlite3_vfs_find(0);
    shim.szOsFile = (int)sizeof(watched_file) + real->szOsFile;
    shim.mxPathname = real->mxPathname;
    if (real->iVersion >= 3 && real->xGetSystemCall) {
        real_open_folder = (folder_opener)real->xGetSystemCall(real, "openDirectory");
        if (real_open_folder)
            real->xSetSystemCall(real, "openDirectory", (sqlite3_syscall_ptr)open_folder);
    }
    sqlite3_vfs_register(&shim, 1);
}

void fault_vfs_install(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, install);
}

int fault_vfs_watch(const char *folder, fault_observer observer, void *context) {
    int number = -1;
    size_t length = strlen(folder);
    if (length >= sizeof watches[0].folder) return -1;
    pthread_mutex_lock(&watches_lock);
    for (int index = 0; index < watches_count && number < 0; index++) {
        if (watches[index].observer) continue;
        memcpy(watches[index].folder, folder, length + 1);
        watches[index].length = length;
        watches[index].context = context;
        watches[index].observer = observer;
        number = index;
    }
    pthread_mutex_unlock(&watches_lock);
    return number;
}

void fault_vfs_stop(int number) {
    if (number < 0 || number >= watches_count) return;
    pthread_mutex_lock(&watches_lock);
    watches[number].observer = 0;
    pthread_mutex_unlock(&watches_lock);
}
