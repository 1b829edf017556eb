/// What came of the branches of a map or a parallel operation, in their order.
public struct Batch<Value: Sendable>: Sendable {
    /// One branch that was started.
    public struct Item: Sendable {
        /// Its place among all branches, from 0.
        public let index: Int
        /// What came of it; `nil` when it was abandoned because the batch was over.
        public let result: Result<Value, OperationFailure>?

        /// One branch and what came of it.
        public init(index: Int, result: Result<Value, OperationFailure>?) {
            self.index = index
            self.result = result
        }
    }

    /// The branches that were started.
    public let items: [Item]
    /// Why no further branch was started or waited for.
    public let reason: CompletionReason

    /// The branches that were started, in their order.
    public init(items: [Item], reason: CompletionReason) {
        self.items = items
        self.reason = reason
    }

    /// Branches that have all succeeded.
    public init(successes: [Value]) {
        items = successes.enumerated().map { Item(index: $0, result: .success($1)) }
        reason = .allCompleted
    }

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

extension Batch {
    /// The same batch with other results.
    func mapped<Other>(_ change: (Value, _ index: Int) throws -> Other) throws -> Batch<Other> {
        Batch<Other>(
            items: try items.map { item in
                let result: Result<Other, OperationFailure>? =
                    switch item.result {
                    case .success(let value): .success(try change(value, item.index))
                    case .failure(let failure): .failure(failure)
                    case nil: nil
                    }
                return Batch<Other>.Item(index: item.index, result: result)
            },
            reason: reason
        )
    }
}

/// Which branch is next and whether the batch is over: decisions only.
struct BatchProgress<Value: Sendable> {
    private let policy: CompletionPolicy
    /// The branches that may be started, in order.
    private var waiting: ArraySlice<Int>
    private var counts: BatchCounts
    private var started: [Int: Result<Value, OperationFailure>?] = [:]
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
    mutating func finish(_ index: Int, _ result: Result<Value, OperationFailure>) -> Bool {
        guard reason == nil else { return true }
        started[index] = result
        switch result {
        case .success: counts.succeeded += 1
        case .failure: counts.failed += 1
        }
        reason = policy.reason(counts)
        return reason != nil
    }

    var batch: Batch<Value> {
        Batch(
            items: started.keys.sorted().map { index in
                Batch.Item(index: index, result: started[index] ?? nil)
            },
            reason: reason ?? .allCompleted
        )
    }
}
