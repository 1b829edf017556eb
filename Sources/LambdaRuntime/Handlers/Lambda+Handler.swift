// MARK: - Bytes

extension Lambda {
    /// Makes the handler, then serves events as the bytes they are.
    public static func run<H: Handler>(
        _ handler: H.Type,
        contentType: String = "application/octet-stream",
        cancelling: DeadlineCancellation = defaultCancellation
    ) -> Never where H.Event == [UInt8], H.Output == [UInt8] {
        serveConcurrently(cancelling) { try await .making(handler, contentType: contentType) }
    }

    /// Makes the handler, then serves events as the bytes they are, answering piece by piece.
    public static func run<H: StreamingHandler>(
        _ handler: H.Type,
        contentType: String = "application/octet-stream",
        cancelling: DeadlineCancellation = defaultCancellation
    ) -> Never where H.Event == [UInt8] {
        serveConcurrently(cancelling) { try await .making(handler, contentType: contentType) }
    }
}

// MARK: - JSON

extension Lambda {
    /// Makes the handler, then serves events that are JSON, with answers that are JSON.
    public static func run<H: Handler>(
        _ handler: H.Type,
        cancelling: DeadlineCancellation = defaultCancellation
    ) -> Never where H.Event: Decodable, H.Output: Encodable {
        serveConcurrently(cancelling) { try await .making(handler) }
    }

    /// Makes the handler, then serves events that are JSON; the answer is `null`.
    public static func run<H: Handler>(
        _ handler: H.Type,
        cancelling: DeadlineCancellation = defaultCancellation
    ) -> Never where H.Event: Decodable, H.Output == Void {
        serveConcurrently(cancelling) { try await .making(handler) }
    }

    /// Makes the handler, then serves events that are JSON, answering piece by piece.
    public static func run<H: StreamingHandler>(
        _ handler: H.Type,
        contentType: String = "application/octet-stream",
        cancelling: DeadlineCancellation = defaultCancellation
    ) -> Never where H.Event: Decodable {
        serveConcurrently(cancelling) { try await .making(handler, contentType: contentType) }
    }
}
