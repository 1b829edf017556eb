#if ServiceLifecycle
// MARK: - Closures

extension LambdaService {
    /// Makes a service that takes events as the bytes they are.
    public init(
        contentType: String = "application/octet-stream",
        cancelling: DeadlineCancellation = Lambda.defaultCancellation,
        _ handler: @escaping @Sendable ([UInt8], Invocation) async throws -> [UInt8]
    ) {
        self.init(cancelling) { .buffered(contentType: contentType, handler) }
    }

    /// Makes a service that takes events as the bytes they are, and answers piece by piece.
    public init(
        contentType: String = "application/octet-stream",
        cancelling: DeadlineCancellation = Lambda.defaultCancellation,
        _ handler: @escaping @Sendable ([UInt8], ResponseWriter, Invocation) async throws -> Void
    ) {
        self.init(cancelling) { .streaming(contentType: contentType, handler) }
    }

    /// Makes a service whose events and answers are JSON.
    public init<Event: Decodable & SendableMetatype, Output: Encodable & SendableMetatype>(
        cancelling: DeadlineCancellation = Lambda.defaultCancellation,
        _ handler: @escaping @Sendable (Event, Invocation) async throws -> Output
    ) {
        self.init(cancelling) { .json(handler) }
    }

    /// Makes a service whose events are JSON; the answer is `null`.
    public init<Event: Decodable & SendableMetatype>(
        cancelling: DeadlineCancellation = Lambda.defaultCancellation,
        _ handler: @escaping @Sendable (Event, Invocation) async throws -> Void
    ) {
        self.init(cancelling) { .json(handler) }
    }

    /// Makes a service whose events are JSON, and that answers piece by piece.
    public init<Event: Decodable & SendableMetatype>(
        contentType: String = "application/octet-stream",
        cancelling: DeadlineCancellation = Lambda.defaultCancellation,
        _ handler: @escaping @Sendable (Event, ResponseWriter, Invocation) async throws -> Void
    ) {
        self.init(cancelling) { .json(contentType: contentType, handler) }
    }
}

// MARK: - Types

extension LambdaService {
    /// Makes a service that makes its handlers, which take events as the bytes they are.
    public init<H: Lambda.Handler>(
        _ handler: H.Type,
        contentType: String = "application/octet-stream",
        cancelling: DeadlineCancellation = Lambda.defaultCancellation
    ) where H.Event == [UInt8], H.Output == [UInt8] {
        self.init(cancelling) { try await .making(handler, contentType: contentType) }
    }

    /// Makes a service that makes its handlers, which take bytes and answer piece by piece.
    public init<H: Lambda.StreamingHandler>(
        _ handler: H.Type,
        contentType: String = "application/octet-stream",
        cancelling: DeadlineCancellation = Lambda.defaultCancellation
    ) where H.Event == [UInt8] {
        self.init(cancelling) { try await .making(handler, contentType: contentType) }
    }

    /// Makes a service that makes its handlers, whose events and answers are JSON.
    public init<H: Lambda.Handler>(
        _ handler: H.Type,
        cancelling: DeadlineCancellation = Lambda.defaultCancellation
    ) where H.Event: Decodable, H.Output: Encodable {
        self.init(cancelling) { try await .making(handler) }
    }

    /// Makes a service that makes its handlers, whose events are JSON; the answer is `null`.
    public init<H: Lambda.Handler>(
        _ handler: H.Type,
        cancelling: DeadlineCancellation = Lambda.defaultCancellation
    ) where H.Event: Decodable, H.Output == Void {
        self.init(cancelling) { try await .making(handler) }
    }

    /// Makes a service that makes its handlers, which take JSON and answer piece by piece.
    public init<H: Lambda.StreamingHandler>(
        _ handler: H.Type,
        contentType: String = "application/octet-stream",
        cancelling: DeadlineCancellation = Lambda.defaultCancellation
    ) where H.Event: Decodable {
        self.init(cancelling) { try await .making(handler, contentType: contentType) }
    }
}
#endif
