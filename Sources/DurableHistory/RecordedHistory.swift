package import DurableExecution

/// The operations of an execution as the events of its history tell them.
package struct RecordedHistory: Sendable {
    /// In the order in which they were started; the first is the execution itself.
    package private(set) var operations: [Operation] = []
    /// How the execution has ended, once it has.
    package private(set) var outcome: ExecutionOutcome?
    private var positions: [OperationID: Int] = [:]

    package init(_ events: [EventDocument]) throws(InvalidHistory) {
        guard events.first?.type == "ExecutionStarted" else { throw .startsLate }
        for event in events { try take(event) }
        restoreLargeResults()
    }

    /// The input that the execution was started with, as JSON text.
    package var input: String? { operations.first?.input }

    private mutating func take(_ event: EventDocument) throws(InvalidHistory) {
        if event.type == "ExecutionStarted" { return start(event, .execution, .execution) }
        if let outcome = ExecutionOutcome(event) { self.outcome = outcome }
        guard let text = event.operation, let kind = Kind(event) else { return }
        guard let id = OperationID(rawValue: text) else { throw .unreadable(event.id) }
        guard id.rawValue != operations[0].id.rawValue else { return }
        if positions[id] == nil { start(event, id, kind) }
        guard let position = positions[id] else { return }
        try kind.change(&operations[position], event)
    }

    private mutating func start(_ event: EventDocument, _ id: OperationID, _ kind: Kind) {
        positions[id] = operations.count
        operations.append(
            Operation(
                id: id,
                parent: event.parent.flatMap(OperationID.init),
                name: event.name,
                subtype: event.subtype,
                startedAt: event.timestamp,
                state: kind.began(event)
            )
        )
    }

    /// A context without a result but with operations inside was too large to record: a replay runs
    /// its body again.
    private mutating func restoreLargeResults() {
        let parents = Set(operations.compactMap(\.parent))
        for position in operations.indices where parents.contains(operations[position].id) {
            guard case .context(.succeeded(let result, _)) = operations[position].state,
                result?.isEmpty ?? true
            else { continue }
            operations[position].state = .context(.succeeded(result: result, replaysChildren: true))
        }
    }
}

extension ExecutionOutcome {
    fileprivate init?(_ event: EventDocument) {
        let error = event.details.error?.value ?? ErrorObject(type: nil, message: nil)
        switch event.type {
        case "ExecutionSucceeded": self = .succeeded(result: event.details.result?.value)
        case "ExecutionFailed": self = .failed(error)
        case "ExecutionTimedOut": self = .timedOut(error)
        case "ExecutionStopped": self = .stopped(error)
        case "ExecutionContinued": self = .continued(input: event.details.input?.value)
        default: return nil
        }
    }
}

/// What an event says of an operation.
private enum Kind {
    case execution
    case context
    case step
    case wait
    case callback
    case invoke

    init?(_ event: EventDocument) {
        let kinds: [(String, Kind)] = [
            ("Context", .context), ("Step", .step), ("Wait", .wait), ("Callback", .callback),
            ("ChainedInvoke", .invoke),
        ]
        guard let kind = kinds.first(where: { event.type.hasPrefix($0.0) }) else { return nil }
        self = kind.1
    }

    func began(_ event: EventDocument) -> Operation.State {
        let details = event.details
        let token = CallbackToken(rawValue: details.callbackID ?? "")
        return switch self {
        case .execution: .execution(.started(input: details.input?.value))
        case .context: .context(.started)
        case .step: .step(.started(StepProgress()))
        case .wait: .wait(.started(until: details.scheduledEnd ?? event.timestamp))
        case .callback: .callback(.started(token: token, CallbackDeadlines()))
        case .invoke: .invoke(.started)
        }
    }

    func change(_ operation: inout Operation, _ event: EventDocument) throws(InvalidHistory) {
        let result = event.details.result?.value
        let error = event.details.error?.value ?? ErrorObject(type: nil, message: nil)
        switch (event.type, operation.state) {
        case ("ContextSucceeded", .context):
            operation.state = .context(.succeeded(result: result, replaysChildren: false))
        case ("ContextFailed", .context): operation.state = .context(.failed(error))
        case ("StepSucceeded", .step), ("StepFailed", .step):
            operation.state = .step(step(event, result))
        case ("WaitSucceeded", .wait(.started(let until))):
            operation.state = .wait(.succeeded(until: until))
        case ("WaitCancelled", .wait(.started(let until))):
            operation.state = .wait(.cancelled(until: until))
        case ("CallbackSucceeded", .callback(.started(let token, _))):
            operation.state = .callback(.succeeded(token: token, result: result))
        case ("CallbackFailed", .callback(.started(let token, _))):
            operation.state = .callback(.failed(token: token, error))
        case ("CallbackTimedOut", .callback(.started(let token, _))):
            operation.state = .callback(.timedOut(token: token, error))
        case ("ChainedInvokeSucceeded", .invoke):
            operation.state = .invoke(.succeeded(result: result))
        case ("ChainedInvokeFailed", .invoke): operation.state = .invoke(.failed(error))
        case ("ChainedInvokeTimedOut", .invoke): operation.state = .invoke(.timedOut(error))
        case ("ChainedInvokeStopped", .invoke): operation.state = .invoke(.stopped(error))
        default:
            guard event.type.hasSuffix("Started") else { throw .contradicts(event.id) }
            return
        }
        if operation.status.isFinal { operation.endedAt = event.timestamp }
    }

    /// A step's attempt has ended, and perhaps the step with it.
    private func step(_ event: EventDocument, _ result: String?) -> Operation.StepState {
        let attempts = event.details.retry?.attempt ?? 1
        let error = event.details.error?.value
        if let delay = event.details.retry?.delay {
            let progress = StepProgress(attempts: attempts, lastError: error, state: result)
            return .pending(progress, until: event.timestamp.advanced(by: .seconds(delay)))
        }
        return error.map { .failed(attempts: attempts, $0) }
            ?? .succeeded(attempts: attempts, result: result)
    }
}

/// The events are not the history of an execution.
package enum InvalidHistory: Error, Hashable, CustomStringConvertible {
    case startsLate
    case unreadable(Int)
    case contradicts(Int)

    package var description: String {
        switch self {
        case .startsLate: "The history does not begin with ExecutionStarted; export all of it."
        case .unreadable(let event): "Event \(event) of the history has an Id that cannot be one."
        case .contradicts(let event):
            "Event \(event) of the history does not follow from those before."
        }
    }
}

extension Operation {
    fileprivate var input: String? {
        guard case .execution(.started(let input)) = state else { return nil }
        return input
    }
}
