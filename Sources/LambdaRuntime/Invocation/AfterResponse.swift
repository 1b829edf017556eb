import Synchronization

/// The work that an invocation has put off until its answer is sent.
final class AfterResponse: Sendable {
    typealias Work = @Sendable () async -> Void

    private let waiting = Mutex<[Work]>([])

    func add(_ work: @escaping Work) {
        waiting.withLock { $0.append(work) }
    }

    /// Runs everything in order, what is added meanwhile included.
    func run() async {
        while let work = next() { await work() }
    }

    private func next() -> Work? {
        waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }
}
