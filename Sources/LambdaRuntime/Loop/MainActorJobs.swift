import CMainActor
import Synchronization

/// Where the main actor's jobs run.
///
/// `main` never returns and never drains the main queue, so that whatever awaits the main actor
/// would wait for ever. The main thread waits in a ``LoopExecutor`` instead; this sends the main
/// actor's jobs there.
enum MainActorJobs {
    private static let executor = Mutex<LoopExecutor?>(nil)

    /// `executor` must be the one that the main thread waits in.
    static func run(on executor: LoopExecutor) {
        self.executor.withLock { $0 = executor }
        perdure_enqueue_main_actor_jobs_with { pointer in
            // A job is one pointer on both sides, and there is no public way to make one from it.
            let job = unsafeBitCast(pointer, to: UnownedJob.self)
            MainActorJobs.executor.withLock { $0 }?.enqueueForMainActor(job)
        }
    }
}
