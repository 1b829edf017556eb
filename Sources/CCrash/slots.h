#ifndef PERDURE_SLOTS_H
#define PERDURE_SLOTS_H

#include "CCrash.h"

#include <stdatomic.h>

enum slot_state { SLOT_FREE, SLOT_IDLE, SLOT_COVERS_INVOCATION, SLOT_COVERS_INITIALIZATION };

struct perdure_crash_slot {
    _Atomic enum slot_state state;
    /// Set once, before the slot is published.
    struct perdure_crash_slot *next;
    size_t request_length;
    size_t attempt_length;
    /// 256 characters at most, each of them perhaps as `%XX`.
    uint8_t request[768];
    uint8_t attempt[256];
};

/// The slots of the process; none is ever unlinked.
perdure_crash_slot *perdure_crash_first_slot(void);

#endif
