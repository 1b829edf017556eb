public import FoundationEssentials

extension Lambda {
    /// A handler with something to set up before the first event: a client, a model, a table.
    ///
    /// ```swift
    /// struct Thumbnails: Lambda.Handler {
    ///     let images = try Images(bucket: "originals")
    ///
    ///     init() async throws {}
    ///
    ///     func handle(_ event: S3Event, _ invocation: Invocation) async throws -> Summary { … }
    /// }
    ///
    /// @main struct Main {
    ///     static func main() { Lambda.run(Thumbnails.self) }
    /// }
    /// ```
    ///
    /// One is made for each event that Lambda may send at once, so it need not be `Sendable`: it sees
    /// one event at a time.
    public protocol Handler: SendableMetatype {
        /// The type of an event: `Decodable` from JSON, or `[UInt8]`.
        associatedtype Event
        /// The type of an answer: `Encodable` to JSON, `Void`, or `[UInt8]`.
        associatedtype Output

        /// Sets the handler up; an error fails the function's initialisation and is reported so.
        init() async throws

        /// Answers one event.
        mutating func handle(_ event: Event, _ invocation: Invocation) async throws -> Output
    }

    /// A handler with something to set up, whose answers are sent piece by piece.
    public protocol StreamingHandler: SendableMetatype {
        /// The type of an event: `Decodable` from JSON, or `[UInt8]`.
        associatedtype Event

        /// Sets the handler up; an error fails the function's initialisation and is reported so.
        init() async throws

        /// Answers one event; the answer is complete when this returns.
        mutating func handle(
            _ event: Event,
            _ response: ResponseWriter,
            _ invocation: Invocation
        ) async throws
    }
}

// MARK: - Bytes

extension Lambda {
    /// Makes the handler, then serves events as the bytes they are.
    public static func run<H: Handler>(
        _ handler: H.Type,
        contentType: String = "application/octet-stream",
        cancelling: DeadlineCancellation = defaultCancellation
    ) -> Never where H.Event == [UInt8], H.Output == [UInt8] {
        Host.serveConcurrently(cancelling) {
            var handler = try await H()
            return .buffered(contentType: contentType) { event, invocation in
                try await handler.handle(event, invocation)
            }
        }
    }

    /// Makes the handler, then serves events as the bytes they are, answering piece by piece.
    public static func run<H: StreamingHandler>(
        _ handler: H.Type,
        contentType: String = "application/octet-stream",
        cancelling: DeadlineCancellation = defaultCancellation
    ) -> Never where H.Event == [UInt8] {
        Host.serveConcurrently(cancelling) {
            var handler = try await H()
            return .streaming(contentType: contentType) { event, response, invocation in
                try await handler.handle(event, response, invocation)
            }
        }
    }
}

// MARK: - JSON

extension Lambda {
    /// Makes the handler, then serves events that are JSON, with answers that are JSON.
    @_alwaysEmitIntoClient
    public static func run<H: Handler>(
        _ handler: H.Type,
        cancelling: DeadlineCancellation = defaultCancellation
    ) -> Never where H.Event: Decodable, H.Output: Encodable {
        serveConcurrently(cancelling) {
            let decoder = JSONDecoder()
            let encoder = JSONEncoder()
            var handler = try await H()
            return .buffered(contentType: JSONPayload.contentType) { bytes, invocation in
                let event: H.Event = try JSONPayload.decode(bytes, with: decoder)
                return try JSONPayload.encode(
                    try await handler.handle(event, invocation),
                    with: encoder
                )
            }
        }
    }

    /// Makes the handler, then serves events that are JSON; the answer is `null`.
    @_alwaysEmitIntoClient
    public static func run<H: Handler>(
        _ handler: H.Type,
        cancelling: DeadlineCancellation = defaultCancellation
    ) -> Never where H.Event: Decodable, H.Output == Void {
        serveConcurrently(cancelling) {
            let decoder = JSONDecoder()
            var handler = try await H()
            return .buffered(contentType: JSONPayload.contentType) { bytes, invocation in
                try await handler.handle(try JSONPayload.decode(bytes, with: decoder), invocation)
                return JSONPayload.null
            }
        }
    }

    /// Makes the handler, then serves events that are JSON, answering piece by piece.
    @_alwaysEmitIntoClient
    public static func run<H: StreamingHandler>(
        _ handler: H.Type,
        contentType: String = "application/octet-stream",
        cancelling: DeadlineCancellation = defaultCancellation
    ) -> Never where H.Event: Decodable {
        serveConcurrently(cancelling) {
            let decoder = JSONDecoder()
            var handler = try await H()
            return .streaming(contentType: contentType) { bytes, response, invocation in
                try await handler.handle(
                    try JSONPayload.decode(bytes, with: decoder),
                    response,
                    invocation
                )
            }
        }
    }
}
