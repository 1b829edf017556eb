import Glibc

/// One round's figures of one bootstrap.
struct Measurement {
    /// From `posix_spawn` to the whole first `next`, the middle of several starts.
    let coldStart: Duration
    /// From an event to the next request for one.
    let roundTrip: Duration
    /// What the process itself used a round trip, user and system.
    let processorTime: Duration
    let peakMemory: Int

    init(of path: String, listener: borrowing Socket) throws {
        let event = Event.json(bytes: 128)
        var starts: [Duration] = []
        for _ in 0..<9 {
            let clock = ContinuousClock.now
            let bootstrap = try Bootstrap.started(path: path, listener: listener)
            starts.append(.now - clock)
            _ = bootstrap.end()
        }
        coldStart = starts.median

        let calls = 3_000
        var bootstrap = try Bootstrap.started(path: path, listener: listener)
        try bootstrap.serve(500, event: event)
        let clock = ContinuousClock.now
        try bootstrap.serve(calls, event: event)
        roundTrip = (.now - clock) / calls
        peakMemory = bootstrap.peakMemory()
        let usage = bootstrap.end()
        processorTime = (usage.ru_utime.duration + usage.ru_stime.duration) / (calls + 500)
    }
}

enum Event {
    /// An answer to `next` with a JSON object of so many bytes, as Lambda would give it.
    static func json(bytes: Int) -> [UInt8] {
        let frame = #"{"name":""}"#
        let name = String(repeating: "a", count: bytes - frame.utf8.count)
        let body = #"{"name":"\#(name)"}"#
        let head = """
            HTTP/1.1 200 OK\r
            Content-Type: application/json\r
            Lambda-Runtime-Aws-Request-Id: 8476a536-e9f4-11e8-9739-2dfe598c3fcd\r
            Lambda-Runtime-Deadline-Ms: 4000000000000\r
            Lambda-Runtime-Invoked-Function-Arn: \
            arn:aws:lambda:eu-central-1:123456789012:function:benchmark\r
            Lambda-Runtime-Trace-Id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419\r
            Content-Length: \(bytes)\r
            \r\n
            """
        return Array((head + body).utf8)
    }
}

extension timeval {
    fileprivate var duration: Duration { .seconds(tv_sec) + .microseconds(tv_usec) }
}

extension [Duration] {
    var median: Duration { sorted()[count / 2] }
}
