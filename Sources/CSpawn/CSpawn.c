#define _GNU_SOURCE
#include "CSpawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// Between fork and exec only async-signal-safe calls are allowed: other threads may hold locks.

static void fail(int report) {
    int error = errno;
    ssize_t ignored = write(report, &error, sizeof error);
    (void)ignored;
    _exit(127);
}

static void reset_signals(void) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int number = 1; number < NSIG; number++)
        signal(number, SIG_DFL);
}

// The group `receiver` gets the terminal from the group `giver`, if that is the one that has it.
static void pass_terminal(pid_t giver, pid_t receiver) {
    int terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal < 0) return;
    // Who asks for it from the background would be stopped.
    sigset_t stop, before;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &stop, &before);
    if (tcgetpgrp(terminal) == giver) tcsetpgrp(terminal, receiver);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(terminal);
}

static int redirect(int is_interactive, int output, int errors) {
    int input = is_interactive && isatty(0) ? 0 : open("/dev/null", O_RDONLY);
    if (input < 0) return -1;
    if (dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(errors, 2) < 0) return -1;
    return syscall(SYS_close_range, 3u, ~0u, 4u /* CLOSE_RANGE_CLOEXEC */) < 0 ? -1 : 0;
}

// A program that was just written can be busy for a moment: another thread's child has inherited the
// descriptor it was written through, and holds it until its own exec.
static void execute(const char *path, char *const arguments[], char *const environment[]) {
    const struct timespec moment = {.tv_nsec = 10 * 1000 * 1000};
    for (int attempt = 0; attempt < 200; attempt++) {
        execve(path, arguments, environment);
        if (errno != ETXTBSY) return;
        nanosleep(&moment, NULL);
    }
}

static void become(
    const char *path,
    char *const arguments[],
    char *const environment[],
    const char *directory,
    int is_interactive,
    int output,
    int errors,
    pid_t parent,
    int report
) {
    pid_t group = getpgrp();
    setpgid(0, 0);
    if (is_interactive) pass_terminal(group, getpgrp());
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(127);
    reset_signals();
    if (redirect(is_interactive, output, errors) < 0 || chdir(directory) < 0) fail(report);
    execute(path, arguments, environment);
    fail(report);
}

static pid_t spawn(
    const char *path,
    char *const arguments[],
    char *const environment[],
    const char *directory,
    int is_interactive,
    int output,
    int errors
) {
    int report[2];
    if (pipe2(report, O_CLOEXEC) < 0) return -errno;
    pid_t parent = getpid();
    pid_t child = fork();
    if (child == 0)
        become(path, arguments, environment, directory, is_interactive, output, errors, parent, report[1]);
    int error = child < 0 ? errno : 0;
    close(report[1]);
    if (child > 0 && read(report[0], &error, sizeof error) > 0) waitpid(child, NULL, 0);
    close(report[0]);
    if (error != 0) return -error;
    setpgid(child, child);
    return child;
}

pid_t perdure_spawn(
    const char *path,
    char *const arguments[],
    char *const environment[],
    const char *directory,
    int output
) {
    return spawn(path, arguments, environment, directory, 0, output, output);
}

pid_t perdure_spawn_shell(const char *command, int output) {
    char *const arguments[] = {"sh", "-c", (char *)command, NULL};
    return spawn("/bin/sh", arguments, environ, ".", 1, output, STDERR_FILENO);
}

void perdure_take_back_terminal(pid_t process) {
    pass_terminal(process, getpgrp());
}

int perdure_watch(pid_t process) {
    int descriptor = (int)syscall(SYS_pidfd_open, process, 0);
    return descriptor < 0 ? -errno : descriptor;
}
