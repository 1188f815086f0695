// For tests: sees what SQLite does to the files of a folder, before it is done, and can make it fail.
//
// What the program itself syncs, links, renames and deletes is seen as well. The shim becomes SQLite's default file system, so that the code under test opens its files as ever. Only files in a
// folder that is watched go through it; all others are handed to the system's own.

#ifndef RELWH_CFAULTVFS_H
#define RELWH_CFAULTVFS_H

typedef enum fault_operation {
    fault_open,
    fault_read,
    fault_write,
    fault_truncate,
    fault_sync,
    fault_size,
    fault_lock,      // of the file, or of the shared memory beside a write-ahead log
    fault_map,       // of that shared memory
    fault_access,    // whether a file exists
    fault_delete,
    fault_folder_sync, // the folder's entries: what was made and deleted in it
    fault_link,        // not by SQLite, as the next
    fault_rename,
} fault_operation;

typedef struct fault_event {
    fault_operation operation;
    // The file's full path.
    const char *path;
    // The new name of one that is linked or renamed.
    const char *other;
    // Where it reads or writes; the new size, when it truncates.
    long long offset;
    // How many bytes it reads or writes.
    int amount;
    // What it writes.
    const void *bytes;
    // For an opening: whether the file is made by it.
    int creates;
} fault_event;

// Is told of an operation before it is done. Returns SQLITE_OK to let it be done, else the code to fail with.
//
// A write that fails may write some of its bytes: as many as the observer sets *part to.
typedef int (*fault_observer)(void *context, const fault_event *event, int *part);

// Makes the shim the default file system, once for the process.
void fault_vfs_install(void);

// Watches a folder, by its real path, until it is told to stop. All connections to its files must be closed by then.
// Returns a number to stop with; -1 when too many are watched.
int fault_vfs_watch(const char *folder, fault_observer observer, void *context);
void fault_vfs_stop(int watch);

// Whether memory faults can be had: the allocator was put in place before SQLite began to work.
int fault_memory_is_ready(void);

// Makes the count-th allocation that SQLite asks for on this thread fail, from 1, and those after it too if that is
// said; 0 only counts.
void fault_memory_arm(long long count, int persistent);

// Back to normal. Tells how many allocations there were since, and how many failed.
void fault_memory_disarm(long long *allocations, long long *failures);

#endif
