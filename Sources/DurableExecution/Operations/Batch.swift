/// What came of the branches of a map or a parallel operation, in their order.
public struct Batch<Value: Sendable>: Sendable {
    /// One branch that was started.
    public struct Item: Sendable {
        /// Its place among all branches, from 0.
        public let index: Int
        /// What came of it; `nil` when it was abandoned because the batch was over.
        public let result: Result<Value, OperationFailure>?
    }

    /// The branches that were started.
    public let items: [Item]
    /// Why no further branch was started or waited for.
    public let reason: CompletionReason

    /// The results of the branches that succeeded.
    public var successes: [Value] {
        items.compactMap { if case .success(let value) = $0.result { value } else { nil } }
    }

    /// The failures of the branches that failed.
    public var failures: [OperationFailure] {
        items.compactMap { if case .failure(let failure) = $0.result { failure } else { nil } }
    }

    /// Whether a branch has failed.
    public var hasFailure: Bool { !failures.isEmpty }

    /// The results, unless a branch has failed: then the failure of the first one that did.
    public func values() throws -> [Value] {
        if let failure = failures.first { throw failure }
        return successes
    }
}

extension Batch where Value == String? {
    /// The results decoded from their payloads.
    func decoded<Result>(_ decode: (String?) throws -> Result) throws -> Batch<Result> {
        Batch<Result>(
            items: try items.map { item in
                let result: Swift.Result<Result, OperationFailure>? =
                    switch item.result {
                    case .success(let payload): .success(try decode(payload))
                    case .failure(let failure): .failure(failure)
                    case nil: nil
                    }
                return Batch<Result>.Item(index: item.index, result: result)
            },
            reason: reason
        )
    }
}

/// Which branch is next and whether the batch is over: decisions only.
struct BatchProgress {
    private let policy: CompletionPolicy
    /// The branches that may be started, in order.
    private var waiting: ArraySlice<Int>
    private var counts: BatchCounts
    private var started: [Int: Result<String?, OperationFailure>?] = [:]
    private(set) var reason: CompletionReason?

    init(count: Int, policy: CompletionPolicy) {
        self.policy = policy
        counts = BatchCounts(total: count)
        waiting = ArraySlice(0..<count)
        reason = policy.reason(counts)
    }

    /// The next branch to run, if there is another and the batch is not over.
    mutating func take() -> Int? {
        guard reason == nil, let index = waiting.popFirst() else { return nil }
        started.updateValue(nil, forKey: index)
        return index
    }

    /// - Returns: whether the batch is over.
    mutating func finish(_ index: Int, _ result: Result<String?, OperationFailure>) -> Bool {
        guard reason == nil else { return true }
        started[index] = result
        switch result {
        case .success: counts.succeeded += 1
        case .failure: counts.failed += 1
        }
        reason = policy.reason(counts)
        return reason != nil
    }

    var batch: Batch<String?> {
        Batch(
            items: started.keys.sorted().map { index in
                Batch.Item(index: index, result: started[index] ?? nil)
            },
            reason: reason ?? .allCompleted
        )
    }
}

/// What is recorded of a batch that is over.
///
/// Source: AWS durable execution language SDK specification, map and parallel payloads.
struct BatchRecord: Codable {
    var all: [Item]
    var completionReason: CompletionReason

    struct Item: Codable {
        var index: Int
        var status: Status
        var result: String?
        var error: ErrorObject?
    }

    enum Status: String, Codable {
        case succeeded = "SUCCEEDED"
        case failed = "FAILED"
        case started = "STARTED"
    }

    init(_ batch: Batch<String?>) {
        completionReason = batch.reason
        all = batch.items.map { item in
            switch item.result {
            case .success(let result):
                Item(index: item.index, status: .succeeded, result: result)
            case .failure(let failure):
                Item(index: item.index, status: .failed, error: failure.error)
            case nil: Item(index: item.index, status: .started)
            }
        }
    }

    /// The same without results, which a replay finds in the branches.
    var summary: BatchRecord {
        var summary = self
        for index in summary.all.indices { summary.all[index].result = nil }
        return summary
    }

    func batch(named name: (Int) -> String) -> Batch<String?> {
        Batch(
            items: all.map { item in
                let result: Result<String?, OperationFailure>? =
                    switch item.status {
                    case .succeeded: .success(item.result)
                    case .failed:
                        .failure(
                            OperationFailure(
                                operation: name(item.index),
                                error: item.error ?? .unexplained
                            )
                        )
                    case .started: nil
                    }
                return Batch.Item(index: item.index, result: result)
            },
            reason: completionReason
        )
    }
}
