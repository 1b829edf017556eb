#define _GNU_SOURCE
#include "CCrash.h"
#include "backtrace.h"
#include "modules.h"
#include "report.h"
#include "slots.h"
#include "text.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

// Everything below the mark runs in a signal handler, perhaps while other threads hold locks: it allocates
// nothing and calls only what signal-safety(7) names.

static const int signals[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS};
enum { signal_count = sizeof signals / sizeof signals[0] };
static struct sigaction former[signal_count];

static void handle_crash(int number, siginfo_t *info, void *context);

void perdure_crash_install(const char *address, uint16_t port, const char *host) {
    static atomic_flag is_installed = ATOMIC_FLAG_INIT;
    if (atomic_flag_test_and_set(&is_installed)) return;
    // What the handler has printed must not be lost with the process.
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    modules_note();
    report_prepare(address, port, host);
    perdure_crash_protect_thread();
    struct sigaction action = {.sa_sigaction = handle_crash, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    // A crash within the handler finds its signal blocked, and the kernel ends the process.
    sigfillset(&action.sa_mask);
    for (int index = 0; index < signal_count; index++)
        sigaction(signals[index], &action, &former[index]);
}

bool perdure_crash_protect_thread(void) {
    const size_t size = 64 * 1024;
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    if (memory == MAP_FAILED) return false;
    const stack_t stack = {.ss_sp = memory, .ss_size = size};
    return sigaltstack(&stack, NULL) == 0;
}

// ---- in the signal handler ----

static bool is_stack_overflow(int number, uintptr_t address, const struct stopped_thread *thread) {
    const uintptr_t near = 1 << 20;
    return number == SIGSEGV && address + near > thread->stack && address < thread->stack + 4096;
}

static void add_cause(struct text *text, int number, uintptr_t address, const struct stopped_thread *thread) {
    switch (number) {
    case SIGILL: text_add(text, "SIGILL, a trap as by fatalError or a failed precondition"); break;
    case SIGTRAP: text_add(text, "SIGTRAP, a trap as by fatalError or a failed precondition"); break;
    case SIGFPE: text_add(text, "SIGFPE, an arithmetic error"); break;
    case SIGABRT: text_add(text, "SIGABRT, a call of abort()"); break;
    case SIGSYS: text_add(text, "SIGSYS, a system call that is not allowed"); break;
    default:
        text_add(text, number == SIGBUS ? "SIGBUS" : "SIGSEGV");
        text_add(text, is_stack_overflow(number, address, thread)
            ? ", a stack overflow at " : ", a bad memory access at ");
        text_add_address(text, address);
    }
}

static void add_place(struct text *text, const char *kind, size_t index, uintptr_t address) {
    const struct module *module = module_at(address);
    text_add(text, kind);
    text_add_decimal(text, index);
    text_add(text, " ");
    text_add_address(text, address - (module == NULL ? 0 : module->bias));
    text_add(text, " ");
    text_add(text, module == NULL ? "?" : module->name);
    text_add(text, " ");
    if (module == NULL || module->build_id == NULL) text_add(text, "-");
    else text_add_hexadecimal(text, module->build_id, module->build_id_length);
}

static void log_requests(void) {
    for (const perdure_crash_slot *slot = perdure_crash_first_slot(); slot != NULL; slot = slot->next) {
        static char buffer[900];
        struct text line = TEXT(buffer);
        if (atomic_load_explicit(&slot->state, memory_order_acquire) != SLOT_COVERS_INVOCATION) continue;
        text_add(&line, "perdure: the crash ends request ");
        text_add_bytes(&line, slot->request, slot->request_length);
        text_add(&line, "\n");
        text_write(&line, STDERR_FILENO);
    }
}

/// Calls `use` with each place of a backtrace, as `frame 2 0x4f1a bootstrap 9ab3…`: the number, the address in
/// the file, its name, its build id. Who awaits the innermost asynchronous function is `awaiting 0 0x…`.
static void each_place(const struct backtrace *trace, void (*use)(const struct text *, void *), void *context) {
    static char buffer[400];
    for (size_t index = 0; index < trace->count; index++) {
        struct text place = TEXT(buffer);
        uintptr_t address;
        if (!backtrace_frame(trace, index, &address)) continue;
        add_place(&place, "frame ", index, address);
        use(&place, context);
    }
    for (size_t index = 0; index < trace->awaiting_count; index++) {
        struct text place = TEXT(buffer);
        add_place(&place, "awaiting ", index, trace->awaiting[index]);
        use(&place, context);
    }
}

static void log_place(const struct text *place, void *context) {
    (void)context;
    static char buffer[450];
    struct text line = TEXT(buffer);
    text_add(&line, "perdure: ");
    text_add_bytes(&line, place->bytes, place->length);
    text_add(&line, "\n");
    text_write(&line, STDERR_FILENO);
}

static void add_to_json(const struct text *place, void *body) {
    bool is_first = ((struct text *)body)->bytes[((struct text *)body)->length - 1] == '[';
    text_add(body, is_first ? "\"" : ",\"");
    text_add_bytes(body, place->bytes, place->length);
    text_add(body, "\"");
}

static void log_crash(const struct text *cause, const struct backtrace *trace) {
    static char buffer[300];
    struct text line = TEXT(buffer);
    text_add(&line, "perdure: crash: ");
    text_add_bytes(&line, cause->bytes, cause->length);
    text_add(&line, "\n");
    text_write(&line, STDERR_FILENO);
    log_requests();
    each_place(trace, log_place, NULL);
}

static void report_crash(const struct text *cause, const struct backtrace *trace) {
    static char buffer[16 * 1024];
    struct text body = TEXT(buffer);
    text_add(&body, "{\"errorType\":\"Runtime.Crash\",\"errorMessage\":\"The process crashed with ");
    text_add_bytes(&body, cause->bytes, cause->length);
    text_add(&body, ". Its log says where.\",\"stackTrace\":[");
    each_place(trace, add_to_json, &body);
    text_add(&body, "]}");
    report_send(&body);
}

// To the former action, that of the system as a rule, which ends the process with this signal. A fault strikes
// again by itself once the handler returns; what was sent from elsewhere has to be sent again.
static void pass_on(int number, const siginfo_t *info) {
    for (int index = 0; index < signal_count; index++)
        if (signals[index] == number) sigaction(number, &former[index], NULL);
    if (info->si_code <= 0) syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), number);
}

static void handle_crash(int number, siginfo_t *info, void *context) {
    static atomic_flag is_crashing = ATOMIC_FLAG_INIT;
    // The first thread to crash speaks for the process; any other waits for the end.
    if (atomic_flag_test_and_set(&is_crashing))
        while (true) pause();
    struct stopped_thread thread = stopped_thread(context);
    static char buffer[200];
    struct text cause = TEXT(buffer);
    add_cause(&cause, number, (uintptr_t)info->si_addr, &thread);
    static struct backtrace trace;
    backtrace_collect(&trace, &thread);
    log_crash(&cause, &trace);
    report_crash(&cause, &trace);
    pass_on(number, info);
}
