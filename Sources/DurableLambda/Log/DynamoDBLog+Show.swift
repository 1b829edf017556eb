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
    ///
    /// Throws where it can never be done; what could not be done this time, the sweep does.
    func show(_ head: ExecutionHead, at sequence: Int) async throws(AWSError) {
        do throws(AWSError) {
            _ = try await update(
                head.id,
                head.update(at: sequence),
                if: .isNotShown(after: sequence)
            )
        } catch {
            if error.cause == .permanent { throw error }
        }
    }

    /// Has lists say that something is due, unless they say so already, or nearly.
    ///
    /// In any case they show nothing older any more: a sweep that has not seen the entry would have them say
    /// that nothing is due. Throws where it could not be done, for the sweep would not know of the entry.
    func announce(
        _ moment: Timestamp,
        of execution: ExecutionID,
        at sequence: Int
    ) async throws(AWSError) {
        let due = AttributeValue.key(moment, execution)
        let late = AttributeValue.key(moment.advanced(by: tolerance ?? .zero), execution)
        let isOpen: DynamoDB.Expression = """
            begins_with(\(name: "status"), \(.string(ExecutionStatus.running.rawValue))) \
            AND (\(expression: .isNotShown(after: sequence)))
            """
        let mark: DynamoDB.Expression = """
            SET \(name: "shown") = \(.integer(sequence)), \
            \(name: "shard") = \(.string(String(ExecutionsTable.shard(of: execution))))
            """
        // Somebody may change it between two of them.
        for _ in 1...2 {
            let isSaid = try await update(
                execution,
                "\(expression: mark), \(name: "due") = if_not_exists(\(name: "due"), \(due))",
                if: """
                    \(expression: isOpen) \
                    AND (attribute_not_exists(\(name: "due")) OR \(name: "due") <= \(late))
                    """
            )
            if isSaid { return }
            let isEarlier = try await update(
                execution,
                "\(expression: mark), \(name: "due") = \(due)",
                if: "\(expression: isOpen) AND \(name: "due") > \(late)"
            )
            if isEarlier { return }
        }
    }

    /// - Returns: whether the condition held.
    private func update(
        _ execution: ExecutionID,
        _ update: DynamoDB.Expression,
        if condition: DynamoDB.Expression
    ) async throws(AWSError) -> Bool {
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
            return true
        } catch {
            guard error.code == .conditionalCheckFailed else { throw error }
            return false
        }
    }
}

extension DynamoDB.Expression {
    /// Lists show no entry after this one.
    fileprivate static func isNotShown(after sequence: Int) -> DynamoDB.Expression {
        let shown = AttributeValue.integer(sequence)
        return "attribute_not_exists(\(name: "shown")) OR \(name: "shown") <= \(shown)"
    }
}

extension AttributeValue {
    fileprivate static func key(_ moment: Timestamp, _ execution: ExecutionID) -> AttributeValue {
        .string(ExecutionsTable.sortKey(moment, execution))
    }
}
