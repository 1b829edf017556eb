/// Fails where a bootstrap's memory grows with the number of its invocations.
enum Soak {
    /// What an allocator may take in between; a leak of eight bytes an invocation is more.
    private static let tolerance = 512 * 1024

    static func run(_ path: String) throws {
        let endurance = try Endurance(of: path, listener: Socket.listening())
        let (early, late) = (endurance.earlyMemory, endurance.lateMemory)
        print("after \(Endurance.early) events: \(early / 1024) KB")
        print("after \(Endurance.late) events: \(late / 1024) KB")
        guard late - early <= tolerance else { throw Failure.grew(by: late - early) }
    }
}
