// Runs a program step by step and prints the address of every instruction when it runs for the first time.
//
//   startup-trace PROGRAM        until the caller kills it; only a program that is linked at fixed addresses below 64 MB

#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

static unsigned char seen[64 << 20];

int main(int count, char **arguments) {
    if (count < 2) return 2;
    pid_t program = fork();
    if (program < 0) return 1;
    if (program == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        ptrace(PTRACE_TRACEME, 0, 0, 0);
        execv(arguments[1], arguments + 1);
        _exit(127);
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    int status;
    while (waitpid(program, &status, 0) == program && WIFSTOPPED(status)) {
        unsigned long place = ptrace(PTRACE_PEEKUSER, program, offsetof(struct user_regs_struct, rip), 0);
        if (place < sizeof seen && !seen[place]) {
            seen[place] = 1;
            printf("%lx\n", place);
        }
        if (ptrace(PTRACE_SINGLESTEP, program, 0, 0) < 0) break;
    }
    return 0;
}
