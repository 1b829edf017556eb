import Synchronization

/// The tasks of a session's branches, so that they can be told that the execution is to end.
final class BranchTasks: Sendable {
    private struct State {
        var tasks: [Int: Task<Void, Never>] = [:]
        var count = 0
        var isCancelled = false
    }

    private let state = Mutex(State())

    /// Branches are tasks of their own, not children of a task group: a group would not return
    /// while one of them is parked.
    func run(
        on executor: (any TaskExecutor)?,
        _ body: @escaping @Sendable () async -> Void
    ) {
        state.withLock { state in
            let number = state.count
            state.count += 1
            let task = Task(executorPreference: executor) {
                await body()
                self.state.withLock { $0.tasks[number] = nil }
            }
            state.tasks[number] = task
            if state.isCancelled { task.cancel() }
        }
    }

    /// Cancels what runs now and what is yet to run.
    func cancel() {
        let tasks = state.withLock { state in
            state.isCancelled = true
            return Array(state.tasks.values)
        }
        for task in tasks { task.cancel() }
    }
}
