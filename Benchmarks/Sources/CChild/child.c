#include "CChild.h"

#include <errno.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

int child_start(char *const argv[], int in, int out, int err, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    int code = posix_spawn_file_actions_init(&actions);
    if (code != 0) return code;
    code = posix_spawn_file_actions_adddup2(&actions, in, 0);
    if (code == 0) code = posix_spawn_file_actions_adddup2(&actions, out, 1);
    if (code == 0) code = posix_spawn_file_actions_adddup2(&actions, err, 2);
    if (code == 0) code = posix_spawnp(pid, argv[0], &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    return code;
}

int child_wait(pid_t pid, struct child_usage *usage)
{
    int status;
    struct rusage used;
    while (wait4(pid, &status, 0, &used) < 0) {
        if (errno != EINTR) return errno;
    }
    usage->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    usage->cpu = seconds(used.ru_utime) + seconds(used.ru_stime);
#ifdef __APPLE__
    usage->peak = used.ru_maxrss;
#else
    usage->peak = (long long)used.ru_maxrss * 1024;
#endif
    return 0;
}

double child_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
