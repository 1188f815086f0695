// What the parts of the shim share.

#ifndef RELWH_CFAULTVFS_WATCH_H
#define RELWH_CFAULTVFS_WATCH_H

#include "CFaultVFS.h"

#include <stddef.h>

// A folder that is watched.
typedef struct watch {
    char folder[1024];
    size_t length;
    fault_observer observer;
    void *context;
} watch;

// The watched folder that a path is in; null for none.
watch *fault_watch_of(const char *path);

// Asks the folder's observer.
int fault_tell(watch *watch, fault_event event, int *part);

// Whether this thread is in a call that was told of already.
extern __thread int fault_inside;

#endif
