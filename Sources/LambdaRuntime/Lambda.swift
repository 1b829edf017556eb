import Glibc

/// The entry of a function: hand it a closure, and it serves Lambda's events until the process ends.
///
/// Call it from a synchronous `main`; an asynchronous one makes a cold start ten times slower.
///
/// ```swift
/// @main struct Main {
///     static func main() {
///         Lambda.run { (event: Order, invocation: Invocation) in try await receipt(for: event) }
///     }
/// }
/// ```
///
/// The handler runs on the main thread, one event at a time, and need not be `Sendable`. An error
/// it throws becomes the function's error; ``FunctionError`` chooses how it reads.
public enum Lambda {
    /// A handler that takes an event's bytes and gives the answer's bytes.
    public typealias ByteHandler = ([UInt8], Invocation) async throws -> [UInt8]

    /// Serves events as the bytes they are.
    public static func run(
        contentType: String = "application/octet-stream",
        _ handler: sending @escaping ByteHandler
    ) -> Never {
        run(contentType: contentType, makingHandler: { handler })
    }

    /// Serves events as the bytes they are, with an answer of no bytes.
    public static func run(
        _ handler: sending @escaping ([UInt8], Invocation) async throws -> Void
    ) -> Never {
        run { (event: [UInt8], invocation: Invocation) -> [UInt8] in
            try await handler(event, invocation)
            return []
        }
    }

    /// Makes a handler first, then serves events with it.
    ///
    /// An error thrown while it is made is reported as an initialisation error.
    public static func run(
        contentType: String = "application/octet-stream",
        makingHandler makeHandler: sending @escaping () async throws -> ByteHandler
    ) -> Never {
        do throws(StartError) {
            let origin = try RuntimeEnvironment.current.runtimeOrigin()
            CrashReporter.install(reportingTo: origin)
            var loop = InvocationLoop(
                at: origin,
                contentType: contentType,
                makingHandler: makeHandler
            )
            Console.report(loop.run())
            exit(EXIT_FAILURE)
        } catch {
            Console.report(error.description)
            exit(64)  // EX_USAGE of sysexits.h
        }
    }
}
