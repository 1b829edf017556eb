/// Where whoever runs executions gets time from; the core is told.
package protocol Timekeeper: Sendable {
    var now: Timestamp { get }

    /// Returns at a moment, or throws when its task is cancelled.
    func sleep(until moment: Timestamp) async throws(CancellationError)
}
