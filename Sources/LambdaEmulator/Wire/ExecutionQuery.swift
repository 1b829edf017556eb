import DurableExecution
import DurableHistory
import FoundationEssentials

/// Source: Lambda API reference, ListDurableExecutionsByFunction.
struct ExecutionQuery {
    let name: String?
    let statuses: Set<String>
    let startedAfter: Timestamp?
    let startedBefore: Timestamp?
    /// Whether the oldest come first, not the newest.
    let isReversed: Bool
    let maxItems: Int
    /// The id of the execution with which the page begins.
    let first: String?

    init(_ target: RequestTarget) throws(ServiceError) {
        name = target["DurableExecutionName"]
        statuses = Set(target.query["Statuses"] ?? [])
        startedAfter = try target["StartedAfter"].map(Self.timestamp)
        startedBefore = try target["StartedBefore"].map(Self.timestamp)
        isReversed = target["ReverseOrder"] == "true"
        maxItems = try target.maxItems
        first = target["Marker"]
    }

    /// A page out of executions that come in the order of their start.
    func page(of executions: [HostedExecution]) -> ExecutionPage {
        let ordered = isReversed ? executions : executions.reversed()
        let rest = ordered.drop { execution in
            first.map { $0 != execution.identity.id.rawValue } ?? false
        }
        let matching = rest.filter(matches)
        return ExecutionPage(
            executions: matching.prefix(maxItems).map(ExecutionDocument.init(summaryOf:)),
            nextMarker: matching.dropFirst(maxItems).first?.identity.id.rawValue
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
