import HTTPTransport
import Synchronization

/// Calls AWS: signs a call's request, sends it, tries again where that is safe, reads the answer.
package final class AWSClient: Sendable {
    package let region: Region
    private let credentials: any CredentialsProvider
    private let http: any HTTPSending
    private let environment: Environment
    private let retryPolicy: RetryPolicy
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> SigningTime
    private let keys = SigningKeyCache()
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
        self.environment = environment
        self.retryPolicy = retryPolicy
        self.clock = clock
        self.now = now
    }

    /// A client with everything the environment says.
    package convenience init(
        _ environment: Environment = .process,
        http: any HTTPSending
    ) throws(ConfigurationError) {
        self.init(
            credentials: EnvironmentCredentials(environment),
            region: try Region(environment),
            http: http,
            environment: environment
        )
    }

    /// How many requests this client has sent, repeated attempts included.
    package var requestCount: Int { sent.load(ordering: .relaxed) }

    /// Makes one call.
    ///
    /// - Throws: An error whose `outcome` says whether the call may have had its effect; a cancelled
    ///   task makes it throw at once.
    package func send<Call: AWSCall>(_ call: Call) async throws(AWSError) -> Call.Answer {
        var attempts = Attempts(policy: retryPolicy, isIdempotent: call.isIdempotent)
        while true {
            let failure: AWSError
            do throws(CallFailure) {
                return try await attempt(call)
            } catch {
                failure = AWSError(error, of: call)
            }
            switch attempts.failed(failure, jitter: .random(in: 0...1)) {
            case .fail(let error): throw error
            case .sendAgain(let delay): try await pause(delay, after: failure)
            }
        }
    }

    private func attempt<Call: AWSCall>(_ call: Call) async throws(CallFailure) -> Call.Answer {
        let (request, origin) = try await signedRequest(of: call)
        let response = try await send(request, to: origin, for: call)
        guard (200..<300).contains(response.status) else { throw .refusal(response) }
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
            let endpoint = try Endpoint(for: Call.service, in: region, environment)
            let signer = Signer(service: Call.service.hostName, region: region, keys: keys)
            var request = call.request
            request.target = endpoint.basePath + request.target
            request.fields["Host"] = endpoint.origin.authority
            let credentials = try await credentials.credentials()
            return (signer.signed(request, with: credentials, at: now()), endpoint.origin)
        } catch {
            throw .configuration(error)
        }
    }

    private func send(
        _ request: HTTPRequest,
        to origin: Origin,
        for call: some AWSCall
    ) async throws(CallFailure) -> HTTPResponse {
        sent.add(1, ordering: .relaxed)
        do throws(HTTPError) {
            return try await http.send(
                request,
                to: origin,
                timeout: call.timeout,
                isIdempotent: call.isIdempotent
            )
        } catch {
            throw .transport(error)
        }
    }

    /// Waits; a task that is cancelled meanwhile fails with what it waited after.
    private func pause(_ delay: Duration, after failure: AWSError) async throws(AWSError) {
        do {
            try await clock.sleep(for: delay)
        } catch {
            throw failure
        }
    }
}
