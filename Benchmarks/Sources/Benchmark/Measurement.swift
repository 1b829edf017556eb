/// One round's figures of one bootstrap.
struct Measurement {
    /// The middle of several times from `posix_spawn` to the whole first `next`.
    let coldStart: Duration
    /// One for each payload.
    let calls: [CallCost]
    let peakMemory: Int

    init(of path: String, listener: borrowing Socket) throws {
        coldStart = try (0..<9).map { _ in try Self.coldStart(of: path, listener) }.median
        var bootstrap = try Bootstrap.started(path: path, listener: listener)
        var calls: [CallCost] = []
        for payload in Payload.all { calls.append(try CallCost(of: payload, to: &bootstrap)) }
        self.calls = calls
        peakMemory = bootstrap.peakMemory()
        bootstrap.end()
    }

    private static func coldStart(
        of path: String,
        _ listener: borrowing Socket
    ) throws -> Duration {
        let start = ContinuousClock.now
        let bootstrap = try Bootstrap.started(path: path, listener: listener)
        let time = ContinuousClock.now - start
        bootstrap.end()
        return time
    }
}

/// What one invocation costs.
struct CallCost {
    /// From an event to the next request for one.
    let roundTrip: Duration
    /// What the function's process itself used, user and system.
    let processorTime: Duration

    init(of payload: Payload, to bootstrap: inout Bootstrap) throws {
        let event = payload.event
        try bootstrap.serve(payload.calls / 10, event: event)
        let used = bootstrap.processorTime()
        let start = ContinuousClock.now
        try bootstrap.serve(payload.calls, event: event)
        roundTrip = (.now - start) / payload.calls
        processorTime = (bootstrap.processorTime() - used) / payload.calls
    }
}

extension [Duration] {
    var median: Duration { sorted()[count / 2] }
}
