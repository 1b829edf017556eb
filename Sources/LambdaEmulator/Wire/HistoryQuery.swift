import DurableExecution
import DurableHistory

/// Source: Lambda API reference, GetDurableExecutionHistory.
struct HistoryQuery {
    let includesData: Bool
    let isReversed: Bool
    let maxItems: Int
    /// The id of the event with which the page begins.
    let first: Int?

    init(_ target: RequestTarget) throws(ServiceError) {
        includesData = target.includesData
        isReversed = target["ReverseOrder"] == "true"
        maxItems = try target.maxItems
        first = target["Marker"].flatMap(Int.init)
    }

    func page(of execution: HostedExecution) -> HistoryPage {
        let history = execution.record.history
        let ordered = isReversed ? history.reversed() : history
        let rest = ordered.drop { event in
            first.map { isReversed ? event.id > $0 : event.id < $0 } ?? false
        }
        return HistoryPage(
            events: rest.prefix(maxItems).map {
                EventDocument($0, of: execution, withData: includesData)
            },
            nextMarker: rest.dropFirst(maxItems).first.map { "\($0.id)" }
        )
    }
}
