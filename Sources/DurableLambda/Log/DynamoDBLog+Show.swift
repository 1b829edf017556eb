import AWSClient
package import DurableExecution

/// What lists show is a write of its own, beside the entry that changes it: a transaction of the two
/// would cost four units instead of two.
///
/// A process that ends between the two leaves lists behind or ahead. Nobody takes them at their word but
/// looks at the log, and the sweep mends them: it finds whatever they say is due.
///
/// - What an owner has written is shown afterwards. Until then it is due when its owner's time is up.
/// - What comes from outside is announced first. Whoever it comes from may be gone before anybody is
///   woken.
extension DynamoDBLog {
    /// When lists are told of an entry that is not the first.
    package struct Showing: Sendable {
        /// Before it is written, that something is due.
        package let isAnnounced: Bool
        /// Afterwards, all that has changed.
        package let isShown: Bool

        package init(_ head: ExecutionHead, with entry: LogEntry) {
            isAnnounced = if case .event = entry.content { true } else { false }
            isShown = !isAnnounced || head.status != .running
        }
    }

    /// Changes what lists show, unless that is of a later entry or the execution is gone.
    func show(_ head: ExecutionHead, at sequence: Int) async throws(AWSError) {
        let shown = AttributeValue.integer(sequence)
        try await update(
            head.id,
            head.update(at: sequence),
            if: "attribute_not_exists(\(name: "shown")) OR \(name: "shown") <= \(shown)"
        )
    }

    /// Has lists say that something is due, unless they say so already, or nearly.
    func announce(_ moment: Timestamp, of execution: ExecutionID) async throws(AWSError) {
        let late = moment.advanced(by: tolerance ?? .zero)
        let shard = AttributeValue.string(String(ExecutionsTable.shard(of: execution)))
        try await update(
            execution,
            """
            SET \(name: "shard") = \(shard), \(name: "due") = \(.key(moment, execution))
            """,
            if: """
                begins_with(\(name: "status"), \(.string(ExecutionStatus.running.rawValue))) \
                AND (attribute_not_exists(\(name: "due")) \
                OR \(name: "due") > \(.key(late, execution)))
                """
        )
    }

    /// Throws where it can never be done; what could not be done this time, the sweep does.
    private func update(
        _ execution: ExecutionID,
        _ update: DynamoDB.Expression,
        if condition: DynamoDB.Expression
    ) async throws(AWSError) {
        let call = DynamoDB.UpdateItem(
            table: table,
            key: ExecutionsTable.key(execution, 0),
            update: update,
            condition: "attribute_exists(SK) AND (\(expression: condition))",
            // The same again changes nothing.
            isIdempotent: true
        )
        do throws(AWSError) {
            _ = try await client.send(call)
        } catch {
            guard error.cause == .permanent, error.code != .conditionalCheckFailed else { return }
            throw error
        }
    }
}

extension AttributeValue {
    fileprivate static func key(_ moment: Timestamp, _ execution: ExecutionID) -> AttributeValue {
        .string(ExecutionsTable.sortKey(moment, execution))
    }
}
