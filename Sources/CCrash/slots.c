#include "slots.h"

#include <stdlib.h>
#include <string.h>

static _Atomic(perdure_crash_slot *) first;

perdure_crash_slot *perdure_crash_first_slot(void) {
    return atomic_load(&first);
}

static perdure_crash_slot *taken_again(void) {
    for (perdure_crash_slot *slot = atomic_load(&first); slot != NULL; slot = slot->next) {
        enum slot_state expected = SLOT_FREE;
        if (atomic_compare_exchange_strong(&slot->state, &expected, SLOT_IDLE)) return slot;
    }
    return NULL;
}

perdure_crash_slot *perdure_crash_slot_take(void) {
    perdure_crash_slot *slot = taken_again();
    if (slot != NULL) return slot;
    slot = calloc(1, sizeof *slot);
    if (slot == NULL) return NULL;
    atomic_init(&slot->state, SLOT_IDLE);
    slot->next = atomic_load(&first);
    while (!atomic_compare_exchange_weak(&first, &slot->next, slot)) {}
    return slot;
}

// The state is stored last and cleared first: whoever finds a slot covering finds its ids whole.

void perdure_crash_slot_cover(
    perdure_crash_slot *slot,
    const uint8_t *request, size_t request_length,
    const uint8_t *attempt, size_t attempt_length
) {
    if (request_length > sizeof slot->request || attempt_length > sizeof slot->attempt) return;
    memcpy(slot->request, request, request_length);
    slot->request_length = request_length;
    if (attempt_length > 0) memcpy(slot->attempt, attempt, attempt_length);
    slot->attempt_length = attempt_length;
    atomic_store_explicit(&slot->state, SLOT_COVERS_INVOCATION, memory_order_release);
}

void perdure_crash_slot_cover_initialization(perdure_crash_slot *slot) {
    atomic_store_explicit(&slot->state, SLOT_COVERS_INITIALIZATION, memory_order_release);
}

void perdure_crash_slot_clear(perdure_crash_slot *slot) {
    atomic_store_explicit(&slot->state, SLOT_IDLE, memory_order_release);
}

void perdure_crash_slot_return(perdure_crash_slot *slot) {
    atomic_store_explicit(&slot->state, SLOT_FREE, memory_order_release);
}
