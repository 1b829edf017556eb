/// The workflow's code asked for another operation than the one recorded at the same place.
package struct NonDeterminism: Error {
    /// How it is recorded.
    package static let errorType = "NonDeterministicExecutionError"

    let recorded: Operation
    /// `nil` where the code came to its end.
    let requested: OperationRequest?
}

extension WorkflowContext {
    /// How the workflow's code has ended, if there is no more in its history.
    func outcome(_ outcome: ExecutionOutcome) -> ExecutionOutcome {
        guard let recorded = upcoming, session.cancellation == nil else { return outcome }
        return .failed(NonDeterminism(recorded: recorded, requested: nil).errorObject)
    }
}

extension NonDeterminism: RecordableError, CustomStringConvertible {
    package var errorObject: ErrorObject {
        ErrorObject(type: Self.errorType, message: description)
    }

    package var description: String {
        """
        The workflow does not repeat what its history says at operation \(recorded.id). \
        Recorded: \(Self.describe(recorded.type, recorded.subtype, recorded.name, recorded.parent)). \
        Requested: \(requested.map(Self.describe) ?? "the end of the workflow"). \
        Workflow code must take the same turns every time it runs: read clocks, random numbers and \
        the outside world inside steps, and give changed code a new workflow name.
        """
    }

    private static func describe(_ request: OperationRequest) -> String {
        describe(request.type, request.subtype.rawValue, request.name, request.parent)
    }

    private static func describe(
        _ type: OperationType,
        _ subtype: String?,
        _ name: String?,
        _ parent: OperationID?
    ) -> String {
        let place = parent.map { " in \($0)" } ?? ""
        return "\(type.rawValue)/\(subtype ?? "-") '\(name ?? "")'\(place)"
    }
}
