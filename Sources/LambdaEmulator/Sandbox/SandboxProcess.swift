/// A process of a function, what it writes, and what there is to report of it.
struct SandboxProcess {
    let child = ChildProcess()
    let log: SandboxLog
    var hasEnded = false

    private let clock = ContinuousClock()
    private var startedAt: ContinuousClock.Instant?
    /// How long it took to ask for its first event, until that is reported.
    private var initialization: Duration?
    private var begunAt: ContinuousClock.Instant?

    init(log: SandboxLog) {
        self.log = log
    }

    mutating func isStarted() {
        startedAt = clock.now
    }

    /// It asks for an event.
    mutating func isReady() {
        guard let startedAt else { return }
        initialization = startedAt.duration(to: clock.now)
        self.startedAt = nil
    }

    mutating func begin(_ requestID: String) {
        child.drain()
        log.clearTail()
        begunAt = clock.now
        log.write(PlatformLine.start(requestID))
    }

    /// Returns the last 4 KB that were written meanwhile.
    mutating func end(
        _ requestID: String,
        _ outcome: InvocationOutcome,
        _ memoryMegabytes: Int
    ) -> [UInt8] {
        child.drain()
        guard let begunAt else { return log.tail }
        let report = PlatformLine.Report(
            requestID: requestID,
            duration: begunAt.duration(to: clock.now),
            memoryMegabytes: memoryMegabytes,
            peakMegabytes: child.peakMegabytes,
            initialization: initialization,
            status: outcome.reportedStatus
        )
        log.write(PlatformLine.end(requestID))
        log.write(report.text)
        (self.begunAt, initialization) = (nil, nil)
        return log.tail
    }
}
