import HTTPTransport
import Synchronization

/// Calls AWS: signs a call's request, sends it, tries again where that is safe, reads the answer.
package final class AWSClient: Sendable {
    package let region: Region
    private let credentials: any CredentialsProvider
    private let http: any HTTPSending
    private let endpoints: EndpointCache
    private let retryPolicy: RetryPolicy
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> SigningTime
    private let keys = SigningKeyCache()
    private let quota = Mutex(RetryQuota())
    private let skew = Mutex(ClockSkew())
    private let sent = Atomic(0)

    /// Endpoints are looked up in `environment` (`AWS_ENDPOINT_URL`); `clock` measures the pauses
    /// between attempts, `now` is the time that signatures carry.
    package init(
        credentials: any CredentialsProvider,
        region: Region,
        http: any HTTPSending,
        environment: Environment = .process,
        retryPolicy: RetryPolicy = RetryPolicy(),
        clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> SigningTime = { .now }
    ) {
        self.region = region
        self.credentials = credentials
        self.http = http
        endpoints = EndpointCache(region: region, environment: environment)
        self.retryPolicy = retryPolicy
        self.clock = clock
        self.now = now
    }

    /// A client with everything the environment says, and nothing that a file says.
    package convenience init(
        _ environment: Environment,
        http: any HTTPSending
    ) throws(ConfigurationError) {
        self.init(
            credentials: EnvironmentCredentials(environment),
            region: try Region(environment),
            http: http,
            environment: environment,
            retryPolicy: try RetryPolicy(environment)
        )
    }

    var maximumAttempts: Int { retryPolicy.maximumAttempts }

    /// How many requests this client has sent, repeated attempts included.
    package var requestCount: Int { sent.load(ordering: .relaxed) }

    /// Makes one call.
    ///
    /// - Throws: An error whose `outcome` says whether the call may have had its effect; a cancelled
    ///   task makes it throw at once.
    package func send<Call: AWSCall>(_ call: Call) async throws(AWSError) -> Call.Answer {
        var attempts = Attempts(policy: retryPolicy, isIdempotent: call.isIdempotent)
        let elapsed = clock.stopwatch()
        while true {
            let failure: AWSError
            do throws(CallFailure) {
                let answer = try await attempt(call, elapsed: elapsed())
                quota.withLock { attempts.succeeded(quota: &$0) }
                return answer
            } catch {
                failure = learned(AWSError(error, of: call), from: error)
            }
            let decision = quota.withLock { quota in
                let jitter = Double.random(in: 0...1)
                return attempts.failed(failure, elapsed: elapsed(), jitter: jitter, quota: &quota)
            }
            switch decision {
            case .fail(let error): throw error
            case .sendAgain(let delay): try await pause(delay, after: failure)
            }
        }
    }

    /// Waits as long as the policy says after an n-th attempt that was throttled.
    func pause(afterAttempt attempt: Int, _ failure: AWSError) async throws(AWSError) {
        let jitter = Double.random(in: 0...1)
        let delay = retryPolicy.delay(afterAttempt: attempt, failure: failure, jitter: jitter)
        try await pause(delay, after: failure)
    }

    /// Waits; a task that is cancelled meanwhile fails with what it waited after.
    private func pause(_ delay: Duration, after failure: AWSError) async throws(AWSError) {
        do {
            try await clock.sleep(for: delay)
        } catch {
            throw failure
        }
    }

    /// The failure, worth another attempt if it has shown that this machine's clock is wrong.
    private func learned(_ failure: AWSError, from reason: CallFailure) -> AWSError {
        guard failure.code.mayComeFromClockSkew, case .refusal(let refusal) = reason,
            let serviceTime = refusal.serviceTime
        else { return failure }
        let localTime = now().secondsSince1970
        let hasLearned = skew.withLock {
            $0.learn(serviceTime: serviceTime, localTime: localTime)
        }
        guard hasLearned else { return failure }
        var failure = failure
        failure.cause = .transient
        return failure
    }
}

// MARK: - One attempt

extension AWSClient {
    private func attempt<Call: AWSCall>(
        _ call: Call,
        elapsed: Duration
    ) async throws(CallFailure) -> Call.Answer {
        let (request, origin) = try await signedRequest(of: call)
        let time = retryPolicy.attemptTime(of: call.timeout, elapsed: elapsed)
        let response = try await send(request, to: origin, for: call, timeout: time)
        guard response.isIntact else { throw .corrupted(response) }
        guard call.isSuccess(response) else { throw .refusal(call.refusal(response)) }
        do throws(UnexpectedAnswer) {
            return try call.answer(response)
        } catch {
            throw .unexpected(error, response)
        }
    }

    private func signedRequest<Call: AWSCall>(
        of call: Call
    ) async throws(CallFailure) -> (HTTPRequest, Origin) {
        do throws(ConfigurationError) {
            let endpoint = try endpoints.endpoint(of: Call.service)
            var request = call.request
            if !endpoint.basePath.isEmpty { request.target = endpoint.basePath + request.target }
            request.fields["Host"] = endpoint.authority
            guard Call.isSigned else { return (request, endpoint.origin) }
            let signer = Call.service.signer(in: region, keys: keys)
            let credentials = try await credentials.credentials()
            return (signer.signed(request, with: credentials, at: serviceTime), endpoint.origin)
        } catch {
            throw .configuration(error)
        }
    }

    /// What time the services take it to be.
    private var serviceTime: SigningTime {
        let skew = skew.withLock(\.seconds)
        let now = now()
        return skew == 0 ? now : SigningTime(secondsSince1970: now.secondsSince1970 + skew)
    }

    private func send(
        _ request: HTTPRequest,
        to origin: Origin,
        for call: some AWSCall,
        timeout: Duration
    ) async throws(CallFailure) -> HTTPResponse {
        sent.add(1, ordering: .relaxed)
        do throws(HTTPError) {
            return try await http.send(
                request,
                to: origin,
                timeout: timeout,
                isIdempotent: call.isIdempotent
            )
        } catch {
            throw .transport(error)
        }
    }
}

extension Clock where Duration == Swift.Duration {
    /// Tells the time that has passed since now.
    fileprivate func stopwatch() -> @Sendable () -> Duration {
        let start = now
        return { start.duration(to: self.now) }
    }
}
