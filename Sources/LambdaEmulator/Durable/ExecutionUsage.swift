import DurableExecution

/// What an execution has taken of what the service grants it.
///
/// Source: Lambda developer guide, "Lambda quotas", durable functions.
struct ExecutionUsage: Sendable, Hashable {
    static let mostOperations = 3_000
    static let mostBytes = 100 << 20

    private(set) var operations = 0
    private(set) var bytes: Int

    init(input: [UInt8]) {
        bytes = input.count
    }

    /// Takes all of a checkpoint or, where one limit does not allow it, nothing.
    ///
    /// `isKnown` tells whether an operation was started before.
    mutating func take(
        _ updates: [OperationUpdate],
        isKnown: (OperationID) -> Bool
    ) throws(ServiceError) {
        var more = self
        for update in updates {
            guard let payload = update.payload else { continue }
            let what = "The payload of \(update.type.rawValue) \(update.name ?? update.id.rawValue)"
            try ExecutionLimits.check(what, payload.bytes, payload.limit)
            more.bytes += payload.bytes
        }
        let started = Set(updates.lazy.filter { $0.type != .execution }.map(\.id))
        more.operations += started.count { !isKnown($0) }
        guard more.operations <= Self.mostOperations else {
            throw .invalidParameter(
                "A durable execution has at most \(Self.mostOperations) operations."
            )
        }
        guard more.bytes <= Self.mostBytes else {
            throw .invalidParameter("A durable execution keeps at most \(Self.mostBytes) bytes.")
        }
        self = more
    }
}

/// The data that an update carries.
private struct Payload {
    let bytes: Int
    let limit: Int

    init(_ text: String?, _ limit: Int) {
        bytes = text?.utf8.count ?? 0
        self.limit = limit
    }

    init(_ error: ErrorObject, _ limit: Int) {
        bytes = WireJSON.encode(error).count
        self.limit = limit
    }
}

extension OperationUpdate {
    fileprivate var payload: Payload? {
        switch change {
        case .succeedExecution(let text), .continueExecution(let text):
            Payload(text, ExecutionLimits.result)
        case .failExecution(let error), .stopExecution(let error):
            Payload(error, ExecutionLimits.result)
        case .succeedContext(let text, _), .succeedStep(let text), .continueStep(let text, _):
            Payload(text, ExecutionLimits.operation)
        case .failContext(let error), .failStep(let error), .retryStep(let error, _):
            Payload(error, ExecutionLimits.operation)
        case .startInvoke(_, let input): Payload(input, ExecutionLimits.call)
        case .startContext, .startStep, .startWait, .cancelWait, .startCallback, .cancelInvoke:
            nil
        }
    }
}
