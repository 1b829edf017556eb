/// The workflow's code asked for another operation than the one recorded at the same place.
struct NonDeterminism: Error {
    let recorded: Operation
    let requested: OperationRequest
}

extension NonDeterminism: RecordableError, CustomStringConvertible {
    var errorObject: ErrorObject {
        ErrorObject(type: "NonDeterministicExecutionError", message: description)
    }

    var description: String {
        """
        The workflow does not repeat what its history says at operation \(requested.id). \
        Recorded: \(Self.describe(recorded.type, recorded.subtype, recorded.name, recorded.parent)). \
        Requested: \
        \(Self.describe(requested.type, requested.subtype.rawValue, requested.name, requested.parent)). \
        Workflow code must take the same turns every time it runs: read clocks, random numbers and \
        the outside world inside steps, and give changed code a new workflow name.
        """
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
