#define _GNU_SOURCE
#include "backtrace.h"
#include "modules.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct stopped_thread stopped_thread(const ucontext_t *context) {
#if defined(__x86_64__)
    return (struct stopped_thread){
        .instruction = (uintptr_t)context->uc_mcontext.gregs[REG_RIP],
        .frame = (uintptr_t)context->uc_mcontext.gregs[REG_RBP],
        .stack = (uintptr_t)context->uc_mcontext.gregs[REG_RSP],
    };
#elif defined(__aarch64__)
    return (struct stopped_thread){
        .instruction = context->uc_mcontext.pc,
        .frame = context->uc_mcontext.regs[29],
        .stack = context->uc_mcontext.sp,
        .link = context->uc_mcontext.regs[30],
    };
#endif
}

static void add(struct backtrace *trace, uintptr_t address) {
    size_t index = trace->count++;
    if (index < backtrace_first) trace->first[index] = address;
    else trace->last[index % backtrace_last] = address;
}

bool backtrace_frame(const struct backtrace *trace, size_t index, uintptr_t *address) {
    bool is_kept = index < backtrace_first || index + backtrace_last >= trace->count;
    if (is_kept) *address = index < backtrace_first ? trace->first[index] : trace->last[index % backtrace_last];
    return is_kept;
}

/// A pipe: the kernel copies through it what can be read, and refuses the rest.
struct memory {
    int output;
    int input;
};

static bool copy(struct memory memory, uintptr_t from, void *to, size_t size) {
    ssize_t readable = write(memory.input, (const void *)from, size);
    return readable > 0 && read(memory.output, to, (size_t)readable) == (ssize_t)size;
}

/// What a function with a frame pointer leaves on the stack, on x86-64 and on arm64.
struct frame_record {
    uintptr_t caller;
    uintptr_t return_address;
};

static bool read_frame(struct memory memory, uintptr_t frame, struct frame_record *record) {
    return frame % sizeof(uintptr_t) == 0
        && copy(memory, frame, record, sizeof *record)
        && module_at(record->return_address) != NULL;
}

// Swift marks the frames of asynchronous functions in a bit that no address uses.
static const uintptr_t asynchronous = (uintptr_t)1 << 60;

/// Whether the instruction before a return address calls abort() itself.
static bool is_after_abort(struct memory memory, uintptr_t return_address) {
#if defined(__x86_64__)
    uint8_t call[5];
    int32_t distance;
    if (!copy(memory, return_address - sizeof call, call, sizeof call) || call[0] != 0xE8) return false;
    memcpy(&distance, &call[1], sizeof distance);
    return return_address + (intptr_t)distance == (uintptr_t)abort;
#elif defined(__aarch64__)
    uint32_t call;
    if (!copy(memory, return_address - sizeof call, &call, sizeof call) || call >> 26 != 0x25) return false;
    return return_address - 4 + (intptr_t)((int32_t)(call << 6) >> 4) == (uintptr_t)abort;
#endif
}

static const uintptr_t search_size = 4096;

/// Where the stack says who called abort(), in a static executable; 0 if it does not.
static uintptr_t find_abort_call(struct memory memory, uintptr_t stack) {
    for (uintptr_t place = stack; place < stack + search_size; place += sizeof(uintptr_t)) {
        uintptr_t value;
        if (!copy(memory, place, &value, sizeof value)) return 0;
        if (module_at(value) != NULL && is_after_abort(memory, value)) return place;
    }
    return 0;
}

// The C library keeps no frame pointer: behind it the chain has to be picked up again, at the first place of the
// stack that looks like a record and points to another one.
static uintptr_t find_frame(struct memory memory, uintptr_t stack) {
    for (uintptr_t place = stack; place < stack + search_size; place += sizeof(uintptr_t)) {
        struct frame_record record, next;
        if (!copy(memory, place, &record, sizeof record)) return 0;
        uintptr_t caller = record.caller & ~asynchronous;
        if (caller > place && caller - place < (1 << 20)
            && module_at(record.return_address) != NULL && read_frame(memory, caller, &next))
            return place;
    }
    return 0;
}

/// The start of what an asynchronous function keeps while it waits.
struct context {
    uintptr_t caller;
    uintptr_t resumption;
};

// An asynchronous function keeps its context beside its frame record. Nothing marks it as such, so it counts
// as one if it and its caller both go on in code.
static void find_awaiting(struct backtrace *trace, struct memory memory, uintptr_t frame) {
    uintptr_t address;
    struct context context;
    size_t count = 0;
    if (!copy(memory, frame - sizeof address, &address, sizeof address)) return;
    while (count < backtrace_awaiting && copy(memory, address, &context, sizeof context)) {
        if (module_at(context.resumption) == NULL) break;
        trace->awaiting[count++] = context.resumption;
        address = context.caller;
    }
    if (count > 1) trace->awaiting_count = count;
}

static void add_callers(struct backtrace *trace, struct memory memory, uintptr_t frame) {
    struct frame_record record;
    while (trace->count < 1000000 && read_frame(memory, frame, &record)) {
        if (trace->awaiting_count == 0) find_awaiting(trace, memory, frame);
        add(trace, record.return_address - 1);
        uintptr_t caller = record.caller & ~asynchronous;
        if (caller <= frame) return;
        frame = caller;
    }
}

static void walk(struct backtrace *trace, struct memory memory, const struct stopped_thread *thread) {
    add(trace, thread->instruction);
    // After a call of what is no code, the caller is where the call left it.
    if (module_at(thread->instruction) == NULL) {
        uintptr_t caller = thread->link;
        if (caller == 0) copy(memory, thread->stack, &caller, sizeof caller);
        if (module_at(caller) != NULL) add(trace, caller - 1);
    }
    struct frame_record record;
    uintptr_t frame = thread->frame & ~asynchronous;
    uintptr_t call = find_abort_call(memory, thread->stack), caller;
    if (call != 0 && copy(memory, call, &caller, sizeof caller)) {
        add(trace, caller - 1);
        frame = find_frame(memory, call + sizeof caller);
    } else if (frame < thread->stack || !read_frame(memory, frame, &record)) {
        frame = find_frame(memory, thread->stack);
    }
    add_callers(trace, memory, frame);
}

void backtrace_collect(struct backtrace *trace, const struct stopped_thread *thread) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) < 0) ends[0] = ends[1] = -1;
    struct memory memory = {.output = ends[0], .input = ends[1]};
    trace->count = trace->awaiting_count = 0;
    walk(trace, memory, thread);
    close(ends[0]);
    close(ends[1]);
}
