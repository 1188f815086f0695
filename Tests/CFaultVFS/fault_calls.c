// What is done to watched files by other calls than SQLite's. The program's own calls lead here, since a program's
// names come before those of its libraries.

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "CFaultVFS.h"
#include "watch.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int path_of(int descriptor, char *path, size_t size) {
#ifdef __APPLE__
    (void)size;
    return fcntl(descriptor, F_GETPATH, path) == 0;
#else
    char name[64];
    snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
    ssize_t count = readlink(name, path, size - 1);
    if (count > 0) path[count] = 0;
    return count > 0;
#endif
}

static int tell_call(fault_operation operation, const char *path, const char *other) {
    if (fault_inside) return 0;
    return fault_tell(
        fault_watch_of(path), (fault_event){.operation = operation, .path = path, .other = other}, 0);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define REFUSE_IF(condition) \
    if (condition) return errno = EIO, -1

int fsync(int descriptor) {
    char path[2048];
    struct stat status;
    if (!fault_inside && fstat(descriptor, &status) == 0 && path_of(descriptor, path, sizeof path - 2)) {
        int is_folder = S_ISDIR(status.st_mode);
        // A folder is told by a name in it, as SQLite tells it.
        if (is_folder) snprintf(path + strnlen(path, sizeof path - 2), 2, "/");
        REFUSE_IF(tell_call(is_folder ? fault_folder_sync : fault_sync, path, 0));
    }
    return REAL(fsync)(descriptor);
}

int unlink(const char *path) {
    REFUSE_IF(tell_call(fault_delete, path, 0));
    return REAL(unlink)(path);
}

int link(const char *path, const char *other) {
    REFUSE_IF(tell_call(fault_link, path, other));
    return REAL(link)(path, other);
}

int rename(const char *path, const char *other) {
    REFUSE_IF(tell_call(fault_rename, path, other));
    return REAL(rename)(path, other);
}
