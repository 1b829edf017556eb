#ifndef CSPAWN_H
#define CSPAWN_H

#include <sys/types.h>

/// Starts a program in a process group of its own, with no descriptor but /dev/null as its input and
/// `output` as its standard output and error. On Linux the kernel kills it when the calling thread
/// ends, so it never outlives its parent.
///
/// Returns the process id, or the negative error number of the call that failed.
pid_t perdure_spawn(
    const char *path,
    char *const arguments[],
    char *const environment[],
    const char *directory,
    int output
);

/// Starts a command of the shell in the same way, but with this process's environment, folder and standard
/// error. Where this process has the terminal, the command gets it, as its input too, so that it can ask.
pid_t perdure_spawn_shell(const char *command, int output);

/// Takes the terminal back from a command that has ended.
void perdure_take_back_terminal(pid_t process);

/// A descriptor that becomes readable when the process ends; the negative error number on failure.
int perdure_watch(pid_t process);

#endif
