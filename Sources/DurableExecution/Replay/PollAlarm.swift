import Synchronization

/// The task that sleeps until a session's next question; there is one at most.
final class PollAlarm: Sendable {
    private let task = Mutex<Task<Void, Never>?>(nil)

    func set(
        on executor: (any TaskExecutor)?,
        _ body: @escaping @Sendable () async -> Void
    ) {
        let previous = task.withLock { task in
            let previous = task
            task = Task(executorPreference: executor) { await body() }
            return previous
        }
        previous?.cancel()
    }

    func cancel() {
        task.withLock { $0.take() }?.cancel()
    }
}
