/// The way to every durable operation, for one branch of a workflow.
///
/// It is deliberately not `Sendable`: the compiler rejects its use inside a step, in `async let`,
/// in a task group or a `Task`, and in a branch that it does not belong to. Each of those would
/// make the order of operations depend on chance.
public final class WorkflowContext {
    let session: ExecutionSession
    let id: OperationID?
    let surroundings: Surroundings
    private var operations = 0
    /// The end of the last operation this branch has seen the outcome of.
    var moment: Timestamp
    /// Random numbers that are the same in every run of the execution.
    ///
    /// ```swift
    /// let sample = Int.random(in: 1...6, using: &context.random)
    /// ```
    public lazy var random = WorkflowRandom(seed: "\(session.execution) \(id?.rawValue ?? "")")

    init(
        session: ExecutionSession,
        id: OperationID?,
        in surroundings: Surroundings,
        at moment: Timestamp
    ) {
        self.session = session
        self.id = id
        self.surroundings = surroundings
        self.moment = moment
    }

    /// The request for the next operation in program order.
    func next(_ name: String, _ type: OperationType, _ subtype: Subtype) throws -> OperationRequest
    {
        let name = try OperationName(name).text
        return OperationRequest(
            id: nextID(),
            // A transient execution does not know its contexts.
            parent: isTransient ? nil : id,
            name: name,
            type: type,
            subtype: subtype
        )
    }

    /// Whether what it does is of no interest any more.
    var isAbandoned: Bool { surroundings.scope.isAbandoned }

    var isShielded: Bool { surroundings.isShielded }

    /// Records an update, unless the branch is abandoned: then it does not return.
    func commit(_ update: OperationUpdate) async {
        if isAbandoned { return await session.never() }
        await session.commit(update)
    }

    /// The id of the next operation in program order.
    func nextID() -> OperationID {
        operations += 1
        return .path(operations, in: id)
    }

    /// The context of an operation inside this one.
    func child(_ request: OperationRequest) -> WorkflowContext {
        WorkflowContext(
            session: session,
            id: request.id,
            in: surroundings.inside(request.subtype),
            at: moment
        )
    }

    /// How far an operation of this context has come; its end is part of this branch's past from
    /// now on.
    ///
    /// Does not return in a branch that is abandoned. Throws where the execution is to end and
    /// something would have to be done.
    func state(
        of request: OperationRequest
    ) async throws(ExecutionCancelled) -> Operation.State? {
        let operation = try await operation(for: request)
        if let operation, let end = operation.endedAt { pass(operation, endedAt: end) }
        return operation?.state
    }

    /// What is recorded of an operation of this context, whose end this branch need not know yet.
    ///
    /// Returns and throws as ``state(of:)`` does.
    func operation(for request: OperationRequest) async throws(ExecutionCancelled) -> Operation? {
        if isAbandoned { return await session.never() }
        let (operation, cancellation) = await session.operation(for: request)
        if let cancellation, !operation.isSettled, !isShielded, request.subtype != .shield {
            throw cancellation
        }
        return operation
    }

    /// What is recorded where the next operation will be.
    var upcoming: Operation? { session.recorded(at: .path(operations + 1, in: id)) }
}
