/// Whether memory stays flat: what a bootstrap holds for itself early on and after many invocations.
struct Endurance {
    static let early = 1_000
    static let late = 100_000

    let earlyMemory: Int
    let lateMemory: Int

    init(of path: String, listener: borrowing Socket) throws {
        let event = Payload.all[0].event
        var bootstrap = try Bootstrap.started(path: path, listener: listener)
        try bootstrap.serve(Self.early, event: event)
        earlyMemory = bootstrap.privateMemory()
        try bootstrap.serve(Self.late - Self.early, event: event)
        lateMemory = bootstrap.privateMemory()
        bootstrap.end()
    }
}
