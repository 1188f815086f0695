#ifndef CCHILD_H
#define CCHILD_H

#include <sys/types.h>

/* What the system says of a child that has ended. */
struct child_usage {
    int status;        /* its exit status, or 128 + the signal that ended it */
    double cpu;        /* seconds, user and system */
    long long peak;    /* largest resident set, in bytes */
};

/* Starts argv[0] (looked up in PATH) with the three descriptors as its standard streams; all others that
   are close-on-exec stay behind. Returns 0 or an errno. */
int child_start(char *const argv[], int in, int out, int err, pid_t *pid);

/* Waits for the child. Returns 0 or an errno. */
int child_wait(pid_t pid, struct child_usage *usage);

/* Seconds of a clock that never goes back. */
double child_clock(void);

#endif
