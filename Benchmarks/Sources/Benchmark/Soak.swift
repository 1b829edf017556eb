/// Serves one process so many events that a leak of a few bytes each would show.
enum Soak {
    private static let warmUp = 10_000
    private static let calls = 100_000
    /// What an allocator may take or give back in between; a leak of eight bytes a call is more.
    private static let tolerance = 512 * 1024

    static func run(_ path: String) throws {
        let listener = try Socket.listening()
        let event = Event.json(bytes: 128)
        var bootstrap = try Bootstrap.started(path: path, listener: listener)
        try bootstrap.serve(warmUp, event: event)
        let start = bootstrap.residentMemory()
        try bootstrap.serve(calls, event: event)
        let end = bootstrap.residentMemory()
        _ = bootstrap.end()
        print("\(start / 1024) KB after \(warmUp) calls, \(end / 1024) KB after \(calls) more")
        guard end - start <= tolerance else { throw Failure.grew(by: end - start) }
    }
}
