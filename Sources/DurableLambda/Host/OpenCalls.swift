import DurableExecution

/// The functions that one execution has called and that have not answered, and who waits for that.
struct OpenCalls {
    /// How a call has ended.
    enum End {
        /// The execution knows the answer.
        case told
        /// There is an answer, and it could not be recorded.
        case untold(any Error)
        /// The time for it is up.
        case unanswered
    }

    private var tasks: [OperationID: Task<Void, Never>] = [:]
    private var unanswered: Set<OperationID> = []
    private var failure: (any Error)?
    private var hasNews = false
    private var waiter: CheckedContinuation<Void, Never>?

    /// Begins a call, unless it is open already.
    mutating func begin(_ operation: OperationID, _ call: () -> Task<Void, Never>) {
        guard tasks[operation] == nil else { return }
        tasks[operation] = call()
    }

    mutating func end(_ operation: OperationID, _ end: End) {
        guard tasks[operation] != nil else { return }
        switch end {
        case .told:
            tasks[operation] = nil
            hasNews = true
        case .untold(let error): failure = error
        case .unanswered: unanswered.insert(operation)
        }
        waiter.take()?.resume()
    }

    /// A moment has come at which something else happens.
    mutating func ring() {
        hasNews = true
        waiter.take()?.resume()
    }

    /// `nil` where it is worth waiting.
    mutating func answer() throws -> FunctionAnswer? {
        if let failure { throw failure }
        defer { hasNews = false }
        if tasks.isEmpty { return .complete }
        if hasNews { return .news }
        return tasks.count == unanswered.count ? .late : nil
    }

    /// Resumes the one waiter when there is an answer.
    mutating func wait(_ waiter: CheckedContinuation<Void, Never>) {
        let isWorthwhile = !hasNews && failure == nil && tasks.count > unanswered.count
        guard isWorthwhile else { return waiter.resume() }
        self.waiter = waiter
    }

    consuming func cancel() {
        for task in tasks.values { task.cancel() }
        waiter?.resume()
    }
}
