package import DurableExecution

extension LocalHost {
    /// Forgets executions that ended before a moment, once everybody has heard of it.
    package func prune(endedBefore moment: Timestamp) async throws {
        var query = HeadQuery()
        query.endedBefore = moment
        while case let page = try await table.heads(query), let last = page.last {
            for head in page where head.due == nil && workflows.contains(head.workflow) {
                try await table.delete(head.id)
            }
            query.after = HeadQuery.Position(last)
        }
    }
}
