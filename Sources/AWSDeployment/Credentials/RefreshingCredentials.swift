package import AWSClient

/// Credentials that are asked for once and again shortly before they expire, however many callers
/// there are.
///
/// | time to expiration | what a caller gets |
/// |---|---|
/// | over fifteen minutes, or none | those at hand |
/// | under fifteen minutes | those at hand, while new ones are fetched if it is eager |
/// | under one minute | new ones |
package actor RefreshingCredentials: CredentialsProvider {
    enum Decision: Equatable {
        case use
        case refreshMeanwhile
        case wait
    }

    private let source: any CredentialsProvider
    private let isEager: Bool
    private let now: @Sendable () -> Int
    private var current: Credentials?
    private var isRefreshing = false
    private var waiters: [AsyncStream<Outcome>.Continuation] = []

    private typealias Outcome = Result<Credentials, ConfigurationError>

    package init(
        _ source: any CredentialsProvider,
        isEager: Bool = true,
        now: @escaping @Sendable () -> Int = { SigningTime.now.secondsSince1970 }
    ) {
        self.source = source
        self.isEager = isEager
        self.now = now
    }

    package func credentials() async throws(ConfigurationError) -> Credentials {
        guard let current else { return try await refreshed() }
        switch Self.decision(expiration: current.expiration, now: now()) {
        case .use:
            return current
        case .refreshMeanwhile:
            if isEager { startRefresh() }
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

    /// Waits for new credentials; a caller that is cancelled meanwhile waits no longer.
    private func refreshed() async throws(ConfigurationError) -> Credentials {
        let (outcomes, waiter) = AsyncStream.makeStream(of: Outcome.self)
        waiters.append(waiter)
        startRefresh()
        for await outcome in outcomes { return try outcome.get() }
        throw .cancelled
    }

    /// The refresh belongs to all callers, so that one of them being cancelled does not end it.
    private func startRefresh() {
        guard !isRefreshing else { return }
        isRefreshing = true
        Task { await refresh() }
    }

    private func refresh() async {
        let outcome = await fetched()
        if case .success(let credentials) = outcome { current = credentials }
        isRefreshing = false
        for waiter in waiters {
            waiter.yield(outcome)
            waiter.finish()
        }
        waiters = []
    }

    private func fetched() async -> Outcome {
        do throws(ConfigurationError) {
            return .success(try await source.credentials())
        } catch {
            return .failure(error)
        }
    }
}
