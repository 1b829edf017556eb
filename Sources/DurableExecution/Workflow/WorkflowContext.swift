/// The way to every durable operation, for one branch of a workflow.
///
/// It is deliberately not `Sendable`: the compiler rejects its use inside a step, in `async let`,
/// in a task group or a `Task`, and in a branch that it does not belong to. Each of those would
/// make the order of operations depend on chance.
public final class WorkflowContext {
    let session: ExecutionSession
    private let id: OperationID?
    private var operations = 0

    init(session: ExecutionSession, id: OperationID?) {
        self.session = session
        self.id = id
    }

    /// The request for the next operation in program order.
    func next(_ name: String, _ type: OperationType, _ subtype: Subtype) throws -> OperationRequest
    {
        operations += 1
        return OperationRequest(
            id: .path(operations, in: id),
            parent: id,
            name: try OperationName(name).text,
            type: type,
            subtype: subtype
        )
    }
}
