package import DurableExecution

/// Where the emulator gets its time from, so that a test can be its clock.
package protocol Timekeeper: Sendable {
    var now: Timestamp { get }
    func sleep(until moment: Timestamp) async throws(CancellationError)
}
