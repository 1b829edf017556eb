import HTTPTransport
import Synchronization

/// Runs a task on the thread that waits for it.
///
/// A handler that awaits nothing but its own work never leaves this thread, so an invocation costs
/// no thread switch. What it awaits elsewhere runs elsewhere, and comes back here.
final class LoopExecutor: TaskExecutor, SerialExecutor {
    private enum Work: Sendable {
        case own(UnownedJob)
        case mainActor(UnownedJob)
    }

    private let queue = BlockingQueue<Work>()

    func enqueue(_ job: consuming ExecutorJob) {
        queue.push(.own(UnownedJob(job)))
    }

    func enqueueForMainActor(_ job: UnownedJob) {
        queue.push(.mainActor(job))
    }

    /// Blocks until the operation has ended, running its jobs in the meantime.
    func run<Value: Sendable>(_ operation: @escaping @Sendable () async -> Value) -> Value {
        let outcome = Outcome<Value>()
        Task(executorPreference: self) { outcome.value = await operation() }
        while true {
            // The task's last job runs here too, so the value is there once that job has ended.
            if let value = outcome.value { return value }
            run(queue.pop())
        }
    }

    private func run(_ work: Work) {
        switch work {
        case .own(let job):
            job.runSynchronously(
                isolatedTo: asUnownedSerialExecutor(),
                taskExecutor: asUnownedTaskExecutor()
            )
        case .mainActor(let job):
            job.runSynchronously(on: MainActor.sharedUnownedExecutor)
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
