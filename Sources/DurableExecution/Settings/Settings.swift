/// Settings of one origin; what it does not say is left to the next.
///
/// The order of precedence: at the call, on the workflow, in the configuration, in the environment, by
/// default.
public struct Settings: Sendable {
    var runtime: RuntimeName?
    var durable: Bool?
    var attempts: Int?
    var retryDelay: RetryDelay?
    /// How steps are retried that do not say it themselves.
    public var retry: RetryStrategy?
    /// How long an execution may take in all.
    public var timeout: Duration?
    /// Words to find executions by.
    public var tags: [String]?
    /// Where executions are kept: `memory://`, `sqlite://PATH` or `dynamodb://TABLE`.
    public var store: String?
    /// The AWS region of what a store needs.
    public var region: String?
    /// How long executions are kept after their end.
    public var retention: Duration?

    /// Nothing is set.
    public init() {}

    init(
        _ runtime: RuntimeName?,
        _ durable: Bool?,
        _ retry: RetryStrategy?,
        _ timeout: Duration?,
        _ tags: [String]?
    ) {
        self.runtime = runtime
        self.durable = durable
        self.retry = retry
        self.timeout = timeout
        self.tags = tags
    }

    /// The names of settings, as configuration files say them; in the environment they are upper
    /// case and begin with `PERDURE_`.
    enum Key: String, CaseIterable {
        case runtime
        case durable
        case retries
        case retryDelay = "retry_delay"
        case timeout
        case tags
        case store
        case region
        case retention
    }

    /// Whether executions are recorded, where the runtime leaves that open.
    public init(durable: Bool) {
        self.durable = durable
    }

    /// What this says, and where it says nothing what `other` says.
    package func or(_ other: Settings) -> Settings {
        var settings = self
        settings.runtime = runtime ?? other.runtime
        settings.durable = durable ?? other.durable
        settings.attempts = attempts ?? other.attempts
        settings.retryDelay = retryDelay ?? other.retryDelay
        // Single settings of several origins add up, unless one of them has said it all.
        settings.retry = other.retry == nil ? retry : retryStrategy ?? other.retry
        settings.timeout = timeout ?? other.timeout
        settings.tags = tags ?? other.tags
        settings.store = store ?? other.store
        settings.region = region ?? other.region
        settings.retention = retention ?? other.retention
        return settings
    }

    /// How steps are retried, said at once or put together from single settings.
    package var retryStrategy: RetryStrategy? {
        if let retry { return retry }
        guard attempts != nil || retryDelay != nil else { return nil }
        return (retryDelay ?? .exponential).strategy(attempts: attempts)
    }

    /// Whether a workflow is durable when it runs on Lambda, whatever it was declared for.
    package var isDurableOnLambda: Bool {
        get throws(SettingsError) {
            guard case .function(let runtime) = runtime else { return durable ?? true }
            return try RuntimeName.function(runtime).mode(durable: durable).isDurable
        }
    }

    /// The mode of a workflow that runs in `runtime` unless a setting says otherwise; `durable` is what
    /// the call says.
    package func mode(
        in runtime: RuntimeName,
        durable: Bool? = nil
    ) throws(SettingsError) -> ExecutionMode {
        try (self.runtime ?? runtime).mode(durable: durable ?? self.durable)
    }
}

/// The time before an attempt, as configuration says it.
enum RetryDelay: Sendable, Hashable {
    case fixed(Duration)
    case list([Duration])
    /// 1 s, doubling, at most 300 s.
    case exponential

    func strategy(attempts: Int?) -> RetryStrategy {
        switch self {
        case .fixed(let delay): .fixed(attempts: attempts ?? 4, delay: delay)
        case .list(let delays):
            .delays(Array(delays.prefix((attempts ?? .max) - 1)))
        case .exponential:
            .exponential(
                attempts: attempts ?? 4,
                initial: .seconds(1),
                maximum: .seconds(300),
                jitter: .none
            )
        }
    }
}
