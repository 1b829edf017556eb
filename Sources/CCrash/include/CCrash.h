#ifndef CCRASH_H
#define CCRASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What the process calls itself in the requests to the Runtime API, a crash's among them.
#define PERDURE_USER_AGENT "perdure/0.1"

/// What the process is doing for one invocation, kept where a signal handler can read it.
typedef struct perdure_crash_slot perdure_crash_slot;

/// Catches the signals of a crash from now on, on every thread, and protects the calling thread's stack.
///
/// `address` is an IPv4 or IPv6 literal; with any other, crashes are logged but not reported. `host` is the
/// value of the `Host` field. Both are copied. Standard output is written line by line from then on. Only the
/// first call counts.
void perdure_crash_install(const char *address, uint16_t port, const char *host);

/// Gives the calling thread a second stack, on which the overflow of its first can be handled.
///
/// The second stack stays until the process ends. Returns false where the system has no memory for it.
bool perdure_crash_protect_thread(void);

/// A slot that covers nothing; NULL where there is no memory.
perdure_crash_slot *perdure_crash_slot_take(void);

/// A crash from now on fails the invocation with that id, percent-encoded as in a path.
///
/// `attempt` goes out as the field `Lambda-Runtime-Invocation-Id`, unless it is empty.
void perdure_crash_slot_cover(
    perdure_crash_slot *slot,
    const uint8_t *request, size_t request_length,
    const uint8_t *attempt, size_t attempt_length
);

/// A crash from now on fails the initialisation.
void perdure_crash_slot_cover_initialization(perdure_crash_slot *slot);

/// A crash from now on fails nobody.
void perdure_crash_slot_clear(perdure_crash_slot *slot);

/// Gives a slot back, to be taken again.
void perdure_crash_slot_return(perdure_crash_slot *slot);

#endif
