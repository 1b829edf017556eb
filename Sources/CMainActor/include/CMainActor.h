// Who runs the main actor's jobs.
#ifndef PERDURE_CMAINACTOR_H
#define PERDURE_CMAINACTOR_H

// From now on `enqueue` gets each job of the main actor, a `Job *` of Swift's concurrency runtime.
void perdure_enqueue_main_actor_jobs_with(void (*enqueue)(void *job));

#endif
