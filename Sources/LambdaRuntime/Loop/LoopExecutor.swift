import HTTPTransport
import Synchronization

/// Runs a task on the thread that waits for it.
///
/// A handler that awaits nothing but its own work never leaves this thread, so an invocation costs
/// no thread switch. What it awaits elsewhere runs elsewhere, and comes back here.
final class LoopExecutor: TaskExecutor, SerialExecutor {
    private let jobs = BlockingQueue<UnownedJob>()

    func enqueue(_ job: consuming ExecutorJob) {
        jobs.push(UnownedJob(job))
    }

    /// Blocks until the operation has ended, running its jobs in the meantime.
    func run<Value: Sendable>(_ operation: @escaping @Sendable () async -> Value) -> Value {
        let outcome = Outcome<Value>()
        Task(executorPreference: self) { outcome.value = await operation() }
        while true {
            // The task's last job runs here too, so the value is there once that job has ended.
            if let value = outcome.value { return value }
            jobs.pop().runSynchronously(
                isolatedTo: asUnownedSerialExecutor(),
                taskExecutor: asUnownedTaskExecutor()
            )
        }
    }

    private final class Outcome<Value: Sendable>: Sendable {
        private let storage = Mutex<Value?>(nil)

        var value: Value? {
            get { storage.withLock { $0 } }
            set { storage.withLock { $0 = newValue } }
        }
    }
}
