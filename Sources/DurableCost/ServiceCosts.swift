package import DurableHistory

/// What AWS's durable functions are charged by.
package struct ServiceCosts: Sendable, Hashable {
    /// The start of the execution counts as one.
    package var operations = 0
    package var writtenBytes = 0

    /// What an execution costs there, going by its history with all data.
    package init(of events: [EventDocument]) {
        operations = Set(events.compactMap(\.operation)).count
        writtenBytes = events.reduce(0) { $0 + $1.details.payloadBytes }
    }
}

extension EventDocument.Details {
    fileprivate var payloadBytes: Int {
        let texts = [input?.value, result?.value, error?.value?.type, error?.value?.message]
        return texts.reduce(0) { $0 + ($1?.utf8.count ?? 0) }
    }
}
