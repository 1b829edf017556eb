// Who runs the main actor's jobs.
#ifndef PERDURE_CMAINACTOR_H
#define PERDURE_CMAINACTOR_H

#include <stdint.h>

// A serial executor as Swift's concurrency runtime sees it: the object, and how to talk to it.
typedef struct {
    uintptr_t identity;
    uintptr_t implementation;
} perdure_executor;

// From now on `executor` is the main actor's; it must live as long as the process.
void perdure_set_main_executor(perdure_executor executor);

#endif
