/// What is recorded of an execution, as its own process knows it.
struct Journal {
    private var operations: [OperationID: Operation]
    /// The operation that stands for the execution as a whole.
    private(set) var execution: Operation?

    init(_ operations: [Operation]) {
        self.operations = Dictionary(minimumCapacity: operations.count)
        absorb(operations)
    }

    /// What is recorded of the requested operation; `nil` when it has never been started.
    func operation(for request: OperationRequest) throws(NonDeterminism) -> Operation? {
        guard let recorded = operations[request.id] else { return nil }
        guard request.matches(recorded) else {
            throw NonDeterminism(recorded: recorded, requested: request)
        }
        return recorded
    }

    var all: some Sequence<Operation> { operations.values }

    subscript(id: OperationID) -> Operation? { operations[id] }

    /// How many operations there are, the execution itself among them.
    var count: Int { operations.count }

    mutating func absorb(_ changed: [Operation]) {
        for operation in changed {
            operations[operation.id] = operation
            if operation.type == .execution { execution = operation }
        }
    }

    /// The moments at which time alone moves something on.
    var nextTimer: Timestamp? { operations.values.compactMap(\.timer).min() }

    /// Why the execution is to end, where it is.
    var cancellation: ExecutionCancelled? {
        guard case .execution(.cancelling(_, let error)) = execution?.state else { return nil }
        return ExecutionCancelled(reason: error.message)
    }
}

/// What the workflow's code asks for at one point of its program.
struct OperationRequest: Sendable, Hashable {
    var id: OperationID
    var parent: OperationID?
    var name: String
    var type: OperationType
    var subtype: Subtype

    func update(_ change: OperationUpdate.Change) -> OperationUpdate {
        OperationUpdate(
            id: id,
            parent: parent,
            name: name,
            subtype: subtype.rawValue,
            change: change
        )
    }

    fileprivate func matches(_ recorded: Operation) -> Bool {
        type == recorded.type && subtype.rawValue == recorded.subtype && name == recorded.name
            && parent == recorded.parent
    }
}

extension Operation? {
    /// Whether code passes or waits for it, and does nothing itself.
    var isSettled: Bool {
        switch self?.state {
        case nil, .step(.ready), .step(.started): false
        default: true
        }
    }
}

extension Operation {
    /// Nothing can be done about the operation from inside the workflow.
    var isBlocked: Bool {
        switch state {
        case .wait(.started), .callback(.started), .invoke(.started), .step(.pending): true
        default: false
        }
    }

    /// What the execution was started with, when this operation is a running execution.
    package var input: String? {
        switch state {
        case .execution(.started(let input)), .execution(.cancelling(let input, _)): input
        default: nil
        }
    }
}
