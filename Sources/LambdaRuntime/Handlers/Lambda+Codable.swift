extension Lambda {
    /// Serves events that are JSON, with answers that are JSON.
    public static func run<
        Event: Decodable & SendableMetatype,
        Output: Encodable & SendableMetatype
    >(
        cancelling: DeadlineCancellation = defaultCancellation,
        _ handler: sending @escaping (Event, Invocation) async throws -> Output
    ) -> Never {
        serve(cancelling) { .json(handler) }
    }

    /// Serves events that are JSON; the answer is `null`.
    public static func run<Event: Decodable & SendableMetatype>(
        cancelling: DeadlineCancellation = defaultCancellation,
        _ handler: sending @escaping (Event, Invocation) async throws -> Void
    ) -> Never {
        serve(cancelling) { .json(handler) }
    }

    /// Serves events that are JSON, with answers that are sent piece by piece.
    public static func run<Event: Decodable & SendableMetatype>(
        contentType: String = "application/octet-stream",
        cancelling: DeadlineCancellation = defaultCancellation,
        _ handler: sending @escaping (Event, ResponseWriter, Invocation) async throws -> Void
    ) -> Never {
        serve(cancelling) { .json(contentType: contentType, handler) }
    }
}

// MARK: - Several events at once

extension Lambda {
    /// Serves as many events at once as Lambda sends; events and answers are JSON.
    public static func runConcurrently<
        Event: Decodable & SendableMetatype,
        Output: Encodable & SendableMetatype
    >(
        cancelling: DeadlineCancellation = defaultCancellation,
        _ handler: @escaping @Sendable (Event, Invocation) async throws -> Output
    ) -> Never {
        serveConcurrently(cancelling) { .json(handler) }
    }

    /// Serves as many events at once as Lambda sends; events are JSON, the answer is `null`.
    public static func runConcurrently<Event: Decodable & SendableMetatype>(
        cancelling: DeadlineCancellation = defaultCancellation,
        _ handler: @escaping @Sendable (Event, Invocation) async throws -> Void
    ) -> Never {
        serveConcurrently(cancelling) { .json(handler) }
    }

    /// Serves as many events at once as Lambda sends; events are JSON, answers are sent piece by
    /// piece.
    public static func runConcurrently<Event: Decodable & SendableMetatype>(
        contentType: String = "application/octet-stream",
        cancelling: DeadlineCancellation = defaultCancellation,
        _ handler: @escaping @Sendable (Event, ResponseWriter, Invocation) async throws -> Void
    ) -> Never {
        serveConcurrently(cancelling) { .json(contentType: contentType, handler) }
    }
}
