import DurableExecution
import FoundationEssentials

/// Source: Lambda API reference, ListDurableExecutionsByFunction.
struct ExecutionQuery {
    let name: String?
    let statuses: Set<String>
    let startedAfter: Timestamp?
    let startedBefore: Timestamp?
    let isReversed: Bool
    let maxItems: Int
    let start: Int

    init(_ target: RequestTarget) throws(ServiceError) {
        name = target["DurableExecutionName"]
        statuses = Set(target.query["Statuses"] ?? [])
        startedAfter = try target["StartedAfter"].map(Self.timestamp)
        startedBefore = try target["StartedBefore"].map(Self.timestamp)
        isReversed = target["ReverseOrder"] == "true"
        maxItems = try target.maxItems
        start = target["Marker"].flatMap(Int.init) ?? 0
    }

    /// Executions in the order of their start, or the newest first.
    func page(of executions: [HostedExecution]) -> ExecutionPage {
        let matching = (isReversed ? executions.reversed() : executions).filter(matches)
        let rest = matching.dropFirst(start)
        let end = start + maxItems
        return ExecutionPage(
            executions: rest.prefix(maxItems).map(ExecutionDocument.init(summaryOf:)),
            nextMarker: matching.count > end ? "\(end)" : nil
        )
    }

    private func matches(_ execution: HostedExecution) -> Bool {
        let started = execution.record.startedAt
        return name.map { $0 == execution.identity.name } ?? true
            && (statuses.isEmpty || statuses.contains(execution.status.rawValue))
            && startedAfter.map { $0 <= started } ?? true
            && startedBefore.map { started <= $0 } ?? true
    }

    private static func timestamp(_ text: String) throws(ServiceError) -> Timestamp {
        if let seconds = Double(text), seconds.magnitude < 1e12 {
            return Timestamp(millisecondsSinceEpoch: Int64(seconds * 1000))
        }
        guard let date = try? Date.ISO8601FormatStyle().parse(text) else {
            throw .invalidParameter("\(text) is not a moment; give ISO 8601 or epoch seconds.")
        }
        return Timestamp(millisecondsSinceEpoch: Int64(date.timeIntervalSince1970 * 1000))
    }
}
