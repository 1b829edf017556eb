#ifndef PERDURE_BACKTRACE_H
#define PERDURE_BACKTRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <ucontext.h>

/// Where a thread was when a signal stopped it.
struct stopped_thread {
    uintptr_t instruction;
    uintptr_t frame;
    uintptr_t stack;
    /// The return address of a function that has made no frame yet; 0 where it lies on the stack.
    uintptr_t link;
};

struct stopped_thread stopped_thread(const ucontext_t *context);

enum { backtrace_first = 48, backtrace_last = 16, backtrace_awaiting = 32 };

/// Where each function is, innermost first.
struct backtrace {
    /// How many functions the stack holds. Of a deep one only both ends are kept.
    size_t count;
    /// An address within the current instruction.
    uintptr_t first[backtrace_first];
    uintptr_t last[backtrace_last];
    /// Where those go on that await the innermost asynchronous function: they are not on the stack.
    size_t awaiting_count;
    uintptr_t awaiting[backtrace_awaiting];
};

/// Follows frame pointers, which Swift keeps, and the contexts of asynchronous functions.
///
/// Reads memory only through a pipe, so that a broken stack ends the walk and nothing else. Safe in a signal
/// handler.
void backtrace_collect(struct backtrace *trace, const struct stopped_thread *thread);

/// Whether the frame was kept; it is then in `address`.
bool backtrace_frame(const struct backtrace *trace, size_t index, uintptr_t *address);

#endif
