package import DurableExecution

/// What executions owe one another: those that were called, those that called them, and those that
/// carry work on.
///
/// Each of these does nothing when it is done again, so that whoever finds it undone does it: what has
/// been called stays an open call until it has answered, and an execution stays due after its end until
/// everybody has heard of it.
extension LocalHost {
    /// Starts, or cancels, what operations have called.
    func carryOut(_ operations: Set<OperationID>, of log: OwnedLog) async throws {
        let start = log.start
        for call in log.record.openCalls where operations.contains(call.operation) {
            try await begin(call, of: start)
            guard let cancellation = call.cancellation else { continue }
            let child = try await last(of: start.child(of: call))
            try await tellIfOpen(child, .cancel(reason: cancellation.reason))
        }
    }

    /// Tells everybody of an execution's end who must hear of it.
    func settle(_ id: ExecutionID) async throws {
        guard let log = try await store.read(id), let outcome = log.record.execution.outcome else {
            return
        }
        let (start, parent) = (log.start, log.start.options.parent)
        if case .continued(let input) = outcome {
            try await carryOn(start, with: input)
        } else if let parent {
            try await tellIfOpen(parent.execution, .invoked(parent.operation, outcome))
        }
        for call in log.record.openCalls { try await close(call, of: start) }
        try await store.settle(id)
        announcements.announce(id)
    }

    private func begin(_ call: ExecutionRecord.Call, of start: LogEntry.Start) async throws {
        let parent = StartOptions.Parent(
            execution: start.execution,
            operation: call.operation,
            depth: (start.options.parent?.depth ?? 0) + 1
        )
        guard parent.depth <= limits.nesting else {
            let outcome = ExecutionOutcome.failed(.tooDeep(call, limit: limits.nesting))
            return try await tellIfOpen(start.execution, .invoked(call.operation, outcome))
        }
        _ = try await self.start(
            call.target.function,
            start.childName(of: call),
            input: call.input,
            options: try options(of: call.target.function, calledBy: parent)
        )
    }

    /// What a workflow says of its executions, where it is hosted here.
    private func options(
        of workflow: String,
        calledBy parent: StartOptions.Parent
    ) throws(InvalidOperation) -> StartOptions {
        let settings = workflows[workflow]?.last?.settings
        return StartOptions(
            timeout: settings?.timeout,
            tags: try Tags(settings?.tags ?? []),
            parent: parent
        )
    }

    /// What becomes of what an execution has called and that is still open at its end.
    private func close(_ call: ExecutionRecord.Call, of start: LogEntry.Start) async throws {
        // It may never have been started.
        try await begin(call, of: start)
        let child = try await last(of: start.child(of: call))
        if let event = call.target.parentClose?.event { try await tellIfOpen(child, event) }
    }

    /// Has the next execution carry work on, with everything that the old one was started with.
    private func carryOn(_ start: LogEntry.Start, with input: String?) async throws {
        var options = start.options
        options.continues = start.execution
        _ = try await self.start(start.workflow, start.nextName, input: input, options: options)
        // A caller that has ended meanwhile could not know of the new one.
        guard let parent = options.parent, let caller = try await store.read(parent.execution),
            caller.record.isEnded,
            let call = caller.record.openCalls.first(where: { $0.operation == parent.operation })
        else { return }
        try await close(call, of: caller.start)
    }

    private func tellIfOpen(_ id: ExecutionID, _ event: OutsideEvent) async throws {
        do {
            try await tell(id, event)
        } catch is ExecutionEnded, is InvokeNotOpen, is UnknownExecution {
            // It has heard of it before, or has no more use for it.
        }
    }

    /// The execution that carries on what another one began.
    package func last(of chain: ExecutionID) async throws -> ExecutionID {
        try await self.chain(from: chain).last ?? chain
    }

    /// An execution and those that carry its work on, in order.
    package func chain(from first: ExecutionID) async throws -> [ExecutionID] {
        var chain = [first]
        while let next = try await next(after: chain[chain.count - 1]) { chain.append(next) }
        return chain
    }

    private func next(after id: ExecutionID) async throws -> ExecutionID? {
        var query = HeadQuery()
        query.continues = id
        query.limit = 1
        return try await table.heads(query).first?.id
    }
}

extension LogEntry.Start {
    func child(of call: ExecutionRecord.Call) -> ExecutionID {
        ExecutionID(workflow: call.target.function, name: childName(of: call))
    }

    /// The same whoever starts the child, and however often.
    fileprivate func childName(of call: ExecutionRecord.Call) -> ExecutionName {
        ExecutionName(derivedFrom: name, origin: "\(execution.rawValue) \(call.operation)")
    }

    fileprivate var nextName: ExecutionName {
        ExecutionName(derivedFrom: name, origin: execution.rawValue)
    }
}

extension ParentClosePolicy {
    /// What an execution hears whose caller ends before it.
    var event: OutsideEvent? {
        let reason = "The execution that started it has ended."
        return switch self {
        case .terminate: .stop(ErrorObject(type: "ParentClosed", message: reason))
        case .cancel: .cancel(reason: reason)
        case .abandon: nil
        }
    }
}

extension ErrorObject {
    static func tooDeep(_ call: ExecutionRecord.Call, limit: Int) -> ErrorObject {
        ErrorObject(
            type: "NestingTooDeep",
            message: """
                '\(call.target.function)' was not started: \(limit) executions are above it already. \
                Have the workflow call itself less deeply, or continue as new.
                """
        )
    }
}
