import Glibc
import LambdaRuntime

/// A function that dies in the way its event names.
@main struct CrashingBootstrap {
    static func main() {
        if getenv("CRASH_WHILE_STARTING") != nil { Lambda.run(Unstartable.self) }
        Lambda.runConcurrently { (event: [UInt8], _: Invocation) in
            print("about to crash")
            await Task.yield()
            crash(String(decoding: event, as: UTF8.self))
            return event
        }
    }

    // swift-format-ignore: NeverForceUnwrap
    @inline(never)
    fileprivate static func crash(_ way: String) {
        switch way {
        case "fatalError": fatalError("by its own will")
        case "index": print(opaque([1, 2, 3])[opaque(7)])
        case "unwrap": print(opaque(Int?.none)!)
        case "arithmetic": print(opaque(Int.max) + opaque(1))
        case "cast": print(opaque(7 as any Sendable) as! String)
        case "memory": readNowhere()
        case "jump": callNowhere()
        case "abort": callAbort()
        case "stack": print(descend(opaque(1)))
        default: return
        }
    }

    @inline(never)
    private static func readNowhere() {
        let nowhere = UnsafePointer<Int>(bitPattern: opaque(64))
        print(nowhere?.pointee ?? 0)
    }

    @inline(never)
    private static func callNowhere() {
        typealias Function = @convention(c) () -> Void
        unsafeBitCast(opaque(64), to: Function.self)()
        print("never")
    }

    @inline(never)
    private static func callAbort() {
        if opaque(true) { abort() }
        print("never")
    }

    @inline(never)
    private static func descend(_ depth: Int) -> Int {
        depth == opaque(0) ? 0 : descend(depth + 1) + opaque(depth)
    }

    /// A value that the optimizer knows nothing of.
    @inline(never) @_optimize(none)
    private static func opaque<Value>(_ value: Value) -> Value { value }
}

/// A handler that does not live to see an event.
private struct Unstartable: Lambda.Handler {
    init() {
        CrashingBootstrap.crash(getenv("CRASH_WHILE_STARTING").map { String(cString: $0) } ?? "")
    }

    func handle(_ event: [UInt8], _: Invocation) -> [UInt8] { event }
}
