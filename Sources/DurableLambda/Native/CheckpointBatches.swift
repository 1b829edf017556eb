import DurableExecution

/// Updates in batches that the service takes, in their order; one without updates where there are
/// none.
///
/// Source: AWS durable execution language SDK specification, checkpoint batching.
struct CheckpointBatches: Sequence, IteratorProtocol {
    private static let largestCount = 250
    private static let largestSize = 750_000

    private var rest: ArraySlice<OperationUpdate>
    private var isFirst = true

    init(_ updates: [OperationUpdate]) {
        rest = updates[...]
    }

    mutating func next() -> [OperationUpdate]? {
        guard isFirst || !rest.isEmpty else { return nil }
        isFirst = false
        var batch: [OperationUpdate] = []
        var size = 0
        while let update = rest.first, batch.count < Self.largestCount {
            size += update.size
            guard batch.isEmpty || size <= Self.largestSize else { break }
            batch.append(update)
            rest.removeFirst()
        }
        return batch
    }
}

extension OperationUpdate {
    /// About as many bytes as it takes in a request.
    fileprivate var size: Int {
        let data: Int =
            switch change {
            case .succeedExecution(let payload), .succeedStep(let payload),
                .succeedContext(let payload, _), .continueStep(let payload, _),
                .startInvoke(_, let payload):
                payload?.utf8.count ?? 0
            case .failExecution(let error), .failContext(let error), .failStep(let error),
                .retryStep(let error, _):
                error.size
            default: 0
            }
        return data + (name?.utf8.count ?? 0) + 300
    }
}

extension ErrorObject {
    fileprivate var size: Int {
        [type, message, data].reduce(0) { $0 + ($1?.utf8.count ?? 0) }
            + stackTrace.reduce(0) { $0 + $1.utf8.count }
    }
}
