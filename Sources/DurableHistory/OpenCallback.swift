package import DurableExecution

/// A callback that nobody has answered yet, as the history of its execution tells.
package struct OpenCallback: Sendable, Hashable, Codable {
    package let token: String
    package let name: String?
    package let execution: String
    package let function: String
    package let openedAt: Timestamp
    package let expiresAt: Timestamp?

    package static func all(
        of execution: ExecutionDocument,
        in events: [EventDocument]
    ) -> [OpenCallback] {
        let closings: Set = ["CallbackSucceeded", "CallbackFailed", "CallbackTimedOut"]
        let closed = Set(events.filter { closings.contains($0.type) }.map(\.operation))
        // A callback that a workflow waits for at once goes by the name the workflow has given.
        let requests = events.filter { $0.type == "ContextStarted" && $0.isRequest }
        let names = Dictionary(requests.map { ($0.operation, $0.name) }) { first, _ in first }
        return events.compactMap { event in
            guard event.type == "CallbackStarted", !closed.contains(event.operation),
                let token = event.details.callbackID
            else { return nil }
            return OpenCallback(
                token: token,
                name: names[event.parent] ?? event.name,
                execution: execution.name,
                function: execution.functionName,
                openedAt: event.timestamp,
                expiresAt: event.details.timeout.map { event.timestamp.advanced(by: .seconds($0)) }
            )
        }
    }
}

extension EventDocument {
    fileprivate var isRequest: Bool { subtype == "WaitForCallback" }
}
