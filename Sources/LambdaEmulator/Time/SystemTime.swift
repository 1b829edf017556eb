package import DurableExecution
import FoundationEssentials

/// The machine's wall clock.
package struct SystemTime: Timekeeper {
    package init() {}

    package var now: Timestamp {
        Timestamp(millisecondsSinceEpoch: Int64(Date().timeIntervalSince1970 * 1000))
    }

    package func sleep(until moment: Timestamp) async throws(CancellationError) {
        while now < moment {
            do {
                try await Task.sleep(for: now.duration(to: moment))
            } catch {
                throw CancellationError()
            }
        }
    }
}
