#include "CMainActor.h"

// Declared in Swift's include/swift/Runtime/Concurrency.h; the calling convention keeps Swift out.
typedef __attribute__((swiftcall)) void (*original_enqueue)(void *job);
extern __attribute__((swiftcall)) void (*swift_task_enqueueMainExecutor_hook)(
    void *job, original_enqueue original);

static void (*enqueue_job)(void *job);

static __attribute__((swiftcall)) void enqueue(void *job, original_enqueue original) {
    (void)original;
    enqueue_job(job);
}

void perdure_enqueue_main_actor_jobs_with(void (*function)(void *job)) {
    enqueue_job = function;
    swift_task_enqueueMainExecutor_hook = enqueue;
}
