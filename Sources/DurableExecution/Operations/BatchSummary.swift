/// What is recorded of a batch whose results are too large: a replay finds them in the branches.
struct BatchSummary: Codable {
    private var totalCount: Int
    private var completionReason: CompletionReason
    /// One letter for each branch: whether it succeeded, failed, was abandoned, or never started.
    private var itemStatuses: String

    private static let succeeded: Character = "S"
    private static let failed: Character = "F"
    private static let abandoned: Character = "A"
    private static let notStarted: Character = "-"

    init(_ batch: Batch<String?>, of count: Int) {
        totalCount = count
        completionReason = batch.reason
        var statuses = [Character](repeating: Self.notStarted, count: count)
        for item in batch.items {
            statuses[item.index] =
                switch item.result {
                case .success: Self.succeeded
                case .failure: Self.failed
                case nil: Self.abandoned
                }
        }
        itemStatuses = String(statuses)
    }

    /// The batch, with what `recall` says of each branch that has ended.
    func batch(
        of count: Int,
        _ recall: (Int) async throws -> Result<String?, OperationFailure>
    ) async throws -> Batch<String?> {
        var items: [Batch<String?>.Item] = []
        guard itemStatuses.count <= count else { throw FewerBranches(than: itemStatuses.count) }
        for (index, status) in itemStatuses.enumerated() where status != Self.notStarted {
            let result = status == Self.abandoned ? nil : try await recall(index)
            items.append(Batch.Item(index: index, result: result))
        }
        return Batch(items: items, reason: completionReason)
    }
}
