/// The entry of a function: hand it a handler, and it serves Lambda's events until the process ends.
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
/// A handler takes an event and its ``Invocation``. Events and answers are JSON where their types are
/// `Codable`, and bytes where they are `[UInt8]`. A handler that takes a ``ResponseWriter`` as well
/// sends its answer piece by piece.
///
/// | to serve events with                        | use                                            |
/// |---------------------------------------------|------------------------------------------------|
/// | a closure, one event at a time              | `Lambda.run { … }`                             |
/// | a type that is set up first                 | `Lambda.run(Thumbnails.self)`, ``Handler``     |
/// | one closure, several events at once         | `Lambda.runConcurrently { … }`                 |
///
/// A closure given to `run` need not be `Sendable`: it runs on the main thread, one event at a time,
/// even where Lambda would send more (Managed Instances). A handler may await the main actor, whose
/// work runs on the same thread while the handler waits; between events nothing runs there.
///
/// An error that the handler throws becomes the function's error; ``FunctionError`` chooses how it
/// reads. The handler's task is cancelled shortly before the function's time-out, see
/// ``DeadlineCancellation``.
public enum Lambda {
    /// Time enough to send an answer that says how far the handler has come.
    public static let defaultCancellation = DeadlineCancellation.beforeDeadline(
        by: .milliseconds(100)
    )
}

// MARK: - Bytes

extension Lambda {
    /// Serves events as the bytes they are.
    public static func run(
        contentType: String = "application/octet-stream",
        cancelling: DeadlineCancellation = defaultCancellation,
        _ handler: sending @escaping ByteHandler
    ) -> Never {
        serve(cancelling) { .buffered(contentType: contentType, handler) }
    }

    /// Serves events as the bytes they are, with an answer of no bytes.
    public static func run(
        cancelling: DeadlineCancellation = defaultCancellation,
        _ handler: sending @escaping ([UInt8], Invocation) async throws -> Void
    ) -> Never {
        run(cancelling: cancelling) { (event: [UInt8], invocation: Invocation) -> [UInt8] in
            try await handler(event, invocation)
            return []
        }
    }

    /// Serves as many events at once as Lambda sends, as the bytes they are.
    public static func runConcurrently(
        contentType: String = "application/octet-stream",
        cancelling: DeadlineCancellation = defaultCancellation,
        _ handler: @escaping @Sendable ([UInt8], Invocation) async throws -> [UInt8]
    ) -> Never {
        serveConcurrently(cancelling) { .buffered(contentType: contentType, handler) }
    }
}

// MARK: - Streamed answers

extension Lambda {
    /// Serves events as the bytes they are, with answers that are sent piece by piece.
    public static func run(
        contentType: String = "application/octet-stream",
        cancelling: DeadlineCancellation = defaultCancellation,
        _ handler: sending @escaping ByteStreamer
    ) -> Never {
        serve(cancelling) { .streaming(contentType: contentType, handler) }
    }

    /// Serves as many events at once as Lambda sends, with answers that are sent piece by piece.
    public static func runConcurrently(
        contentType: String = "application/octet-stream",
        cancelling: DeadlineCancellation = defaultCancellation,
        _ handler: @escaping @Sendable ([UInt8], ResponseWriter, Invocation) async throws -> Void
    ) -> Never {
        serveConcurrently(cancelling) { .streaming(contentType: contentType, handler) }
    }
}

// MARK: - What each of them calls

extension Lambda {
    static func serve(
        _ cancelling: DeadlineCancellation,
        makingHandler makeHandler: sending @escaping () async throws -> HandlerForm
    ) -> Never {
        Host.serve(cancelling, makingHandler: makeHandler)
    }

    static func serveConcurrently(
        _ cancelling: DeadlineCancellation,
        makingHandler makeHandler: @escaping @Sendable () async throws -> HandlerForm
    ) -> Never {
        Host.serveConcurrently(cancelling, makingHandler: makeHandler)
    }
}
