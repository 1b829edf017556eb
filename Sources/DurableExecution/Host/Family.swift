/// What executions owe one another: those that were called, those that called them, and those that
/// carry work on.
///
/// Each of these does nothing when it is done again, so that whoever finds it undone does it: what has
/// been called stays an open call until it has answered, and an execution stays due after its end until
/// everybody has heard of it.
package struct Family: Sendable {
    private let store: ExecutionStore
    private let workflows: HostedWorkflows
    private let nesting: Int
    private let port: any FamilyPort

    /// No more than `nesting` executions may be above one another.
    package init(
        of store: ExecutionStore,
        _ workflows: HostedWorkflows,
        nesting: Int = 16,
        through port: any FamilyPort
    ) {
        self.store = store
        self.workflows = workflows
        self.nesting = nesting
        self.port = port
    }

    /// Starts, or cancels, what the operations that were just recorded have called.
    package func carryOut(_ updates: [OperationUpdate], of log: OwnedLog) async throws {
        let operations = Set(updates.filter(\.isAboutCall).map(\.id))
        guard !operations.isEmpty else { return }
        for call in log.record.openCalls where operations.contains(call.operation) {
            try await carryOut(call, of: log.start)
        }
    }

    /// Starts, or cancels, what an owner that has died may have left undone.
    package func makeUp(for log: OwnedLog) async throws {
        // One that has let go has done everything before.
        guard log.interruptions > 0 else { return }
        for call in log.record.unansweredCalls { try await carryOut(call, of: log.start) }
    }

    /// Tells everybody of an execution's end who must hear of it.
    package func settle(_ id: ExecutionID) async throws {
        guard let log = try await store.read(id), let outcome = log.record.execution.outcome else {
            return
        }
        let (start, parent) = (log.start, log.start.options.parent)
        if case .continued(let input) = outcome {
            try await carryOn(start, with: input)
        } else if let parent {
            try await tellIfOpen(parent.execution, .invoked(parent.operation, outcome))
        }
        for call in log.record.owedCalls { try await close(call, of: start) }
        try await store.settle(id)
    }
}

// MARK: - Calls

extension Family {
    private func carryOut(_ call: ExecutionRecord.Call, of start: LogEntry.Start) async throws {
        try await begin(call, of: start)
        guard let cancellation = call.cancellation else { return }
        try await tellLast(of: call, of: start, .cancel(reason: cancellation.reason))
    }

    private func begin(_ call: ExecutionRecord.Call, of start: LogEntry.Start) async throws {
        let depth = (start.options.parent?.depth ?? 0) + 1
        do {
            guard depth <= nesting else { throw NestingTooDeep(call, limit: nesting) }
            var options = try self.options(of: call.target.function)
            options.trace = start.options.trace
            options.parent = StartOptions.Parent(
                execution: start.execution,
                operation: call.operation,
                depth: depth
            )
            let name = start.childName(of: call)
            try await port.start(call.target.function, name, input: call.input, options: options)
        } catch let error as any RecordableError {
            let outcome = ExecutionOutcome.failed(error.errorObject)
            try await tellIfOpen(start.execution, .invoked(call.operation, outcome))
        }
    }

    /// What a workflow says of its executions, where it is hosted here.
    private func options(of workflow: String) throws(InvalidOperation) -> StartOptions {
        guard let hosted = workflows[workflow] else { return StartOptions() }
        return try hosted.startOptions
    }

    /// What becomes of what an execution has called and that is still open at its end.
    private func close(_ call: ExecutionRecord.Call, of start: LogEntry.Start) async throws {
        // It may never have been started, or be started yet by somebody who is late.
        try await begin(call, of: start)
        guard let event = call.target.parentClose?.event else { return }
        try await tellLast(of: call, of: start, event)
    }

    private func tellLast(
        of call: ExecutionRecord.Call,
        of start: LogEntry.Start,
        _ event: OutsideEvent
    ) async throws {
        let child = ExecutionID(workflow: call.target.function, name: start.childName(of: call))
        try await tellIfOpen(try await store.last(of: child), event)
    }

    private func tellIfOpen(_ id: ExecutionID, _ event: OutsideEvent) async throws {
        do {
            try await port.tell(id, event)
        } catch is ExecutionEnded, is InvokeNotOpen, is UnknownExecution {
            // It has heard of it before, or has no more use for it.
        }
    }
}

// MARK: - Successors

extension Family {
    /// Has the next execution carry work on, with everything that the old one was started with.
    private func carryOn(_ start: LogEntry.Start, with input: String?) async throws {
        var options = start.options
        options.continues = start.execution
        let next = start.nextName
        try await port.start(start.workflow, next, input: input, options: options)
        guard let parent = options.parent else { return }
        try await tell(ExecutionID(workflow: start.workflow, name: next), whatHas: parent)
    }

    /// What its caller has said, or has left by ending, before it could know of the successor.
    private func tell(_ successor: ExecutionID, whatHas parent: StartOptions.Parent) async throws {
        guard let caller = try await store.read(parent.execution),
            let call = caller.record.owedCalls.first(where: { $0.operation == parent.operation })
        else { return }
        if let cancellation = call.cancellation {
            try await tellIfOpen(successor, .cancel(reason: cancellation.reason))
        }
        if caller.record.isEnded, let event = call.target.parentClose?.event {
            try await tellIfOpen(successor, event)
        }
    }
}

extension ExecutionStore {
    /// The execution that carries on what another one began.
    package func last(of chain: ExecutionID) async throws -> ExecutionID {
        try await self.chain(from: chain).last ?? chain
    }

    /// An execution and those that carry its work on, in order.
    package func chain(from first: ExecutionID) async throws -> [ExecutionID] {
        var chain: [ExecutionID] = []
        var next: ExecutionID? = first
        while let id = next, let log = try await read(id) {
            chain.append(id)
            next = log.successor
        }
        return chain
    }
}

extension ExecutionLog {
    fileprivate var successor: ExecutionID? {
        guard case .continued = record.execution.outcome else { return nil }
        return ExecutionID(workflow: start.workflow, name: start.nextName)
    }
}

// MARK: - Names

extension LogEntry.Start {
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
    package var event: OutsideEvent? {
        let reason = "The execution that started it has ended."
        return switch self {
        case .terminate: .stop(ErrorObject(type: "ParentClosed", message: reason))
        case .cancel: .cancel(reason: reason)
        case .abandon: nil
        }
    }
}

/// So many executions have called one another that no further one is started.
package struct NestingTooDeep: RecordableError {
    private let workflow: String
    private let limit: Int

    package init(_ call: ExecutionRecord.Call, limit: Int) {
        workflow = call.target.function
        self.limit = limit
    }

    package var errorObject: ErrorObject {
        ErrorObject(
            type: "NestingTooDeep",
            message: """
                '\(workflow)' was not started: \(limit) executions are above it already. \
                Have the workflow call itself less deeply, or continue as new.
                """
        )
    }
}
