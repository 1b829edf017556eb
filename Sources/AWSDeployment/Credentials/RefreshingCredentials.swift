package import AWSClient

/// Credentials that are asked for once and again shortly before they expire, however many callers
/// there are.
///
/// | time to expiration | what a caller gets |
/// |---|---|
/// | over fifteen minutes, or none | those at hand |
/// | under fifteen minutes | those at hand, while new ones are fetched |
/// | under one minute | new ones |
package actor RefreshingCredentials: CredentialsProvider {
    enum Decision: Equatable {
        case use
        case refreshMeanwhile
        case wait
    }

    private let source: any CredentialsProvider
    private let now: @Sendable () -> Int
    private var current: Credentials?
    private var refresh: Task<Result<Credentials, ConfigurationError>, Never>?

    package init(
        _ source: any CredentialsProvider,
        now: @escaping @Sendable () -> Int = { SigningTime.now.secondsSince1970 }
    ) {
        self.source = source
        self.now = now
    }

    package func credentials() async throws(ConfigurationError) -> Credentials {
        guard let current else { return try await refreshed() }
        switch Self.decision(expiration: current.expiration, now: now()) {
        case .use:
            return current
        case .refreshMeanwhile:
            _ = startedRefresh()
            return current
        case .wait:
            return try await refreshed()
        }
    }

    static func decision(expiration: Int?, now: Int) -> Decision {
        guard let expiration else { return .use }
        return switch expiration - now {
        case (15 * 60)...: .use
        case 60...: .refreshMeanwhile
        default: .wait
        }
    }

    private func refreshed() async throws(ConfigurationError) -> Credentials {
        try await startedRefresh().value.get()
    }

    /// The refresh that is under way, or a new one; it belongs to all callers, so that one of them
    /// being cancelled does not end it.
    private func startedRefresh() -> Task<Result<Credentials, ConfigurationError>, Never> {
        if let refresh { return refresh }
        let task = Task { await fetch() }
        refresh = task
        return task
    }

    private func fetch() async -> Result<Credentials, ConfigurationError> {
        defer { refresh = nil }
        do throws(ConfigurationError) {
            let credentials = try await source.credentials()
            current = credentials
            return .success(credentials)
        } catch {
            return .failure(error)
        }
    }
}
