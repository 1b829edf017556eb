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
