/// One page of an execution's history.
///
/// Source: Lambda API reference, GetDurableExecutionHistory.
package struct HistoryPage: Sendable, Codable {
    package let events: [EventDocument]
    package let nextMarker: String?

    package init(events: [EventDocument], nextMarker: String?) {
        self.events = events
        self.nextMarker = nextMarker
    }

    private enum CodingKeys: String, CodingKey {
        case events = "Events"
        case nextMarker = "NextMarker"
    }
}
