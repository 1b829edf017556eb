import AWSClient
import Synchronization
import Testing

@testable import AWSDeployment

@Suite struct `Credentials that expire` {
    @Test(
        arguments: [
            (nil, .use), (10_000, .use), (900, .use), (899, .refreshMeanwhile),
            (60, .refreshMeanwhile),
            (59, .wait), (-1, .wait),
        ] as [(Int?, RefreshingCredentials.Decision)]
    )
    func `are used, refreshed or waited for`(
        left: Int?,
        decision: RefreshingCredentials.Decision
    ) {
        let expiration = left.map { 5_000 + $0 }
        #expect(RefreshingCredentials.decision(expiration: expiration, now: 5_000) == decision)
    }

    @Test func `are fetched once for all callers`() async throws {
        let source = GatedSource(expiration: 10_000)
        let refreshing = RefreshingCredentials(source, now: { 0 })
        async let first = refreshing.credentials()
        async let second = refreshing.credentials()
        await source.waitForCall(1)
        source.open(1)
        #expect(try await [first.accessKeyID, second.accessKeyID] == ["1", "1"])
        #expect(try await refreshing.credentials().accessKeyID == "1")
        #expect(source.calls == 1)
    }

    @Test func `serve on while new ones are fetched`() async throws {
        let source = GatedSource(expiration: 10_000)
        let now = Atomic(0)
        let refreshing = RefreshingCredentials(source, now: { now.load(ordering: .relaxed) })
        source.open(1)
        _ = try await refreshing.credentials()
        now.store(9_500, ordering: .relaxed)
        #expect(try await refreshing.credentials().accessKeyID == "1")
        #expect(try await refreshing.credentials().accessKeyID == "1")
        await source.waitForCall(2)
        source.open(2)
        now.store(9_990, ordering: .relaxed)
        #expect(try await refreshing.credentials().accessKeyID == "2")
        #expect(source.calls <= 3)
    }

    @Test func `serve to their end where somebody would have to be asked`() async throws {
        let source = GatedSource(expiration: 10_000)
        let now = Atomic(0)
        let refreshing = RefreshingCredentials(
            source,
            isEager: false,
            now: { now.load(ordering: .relaxed) }
        )
        source.open(1)
        _ = try await refreshing.credentials()
        now.store(9_940, ordering: .relaxed)
        #expect(try await refreshing.credentials().accessKeyID == "1")
        now.store(9_941, ordering: .relaxed)
        source.open(2)
        #expect(try await refreshing.credentials().accessKeyID == "2")
        #expect(source.calls == 2)
    }

    @Test func `do not hold back a caller that is cancelled, nor does it the others`()
        async throws
    {
        let source = GatedSource(expiration: 10_000)
        let refreshing = RefreshingCredentials(source, now: { 0 })
        let impatient = Task { try await refreshing.credentials() }
        async let patient = refreshing.credentials()
        await source.waitForCall(1)
        impatient.cancel()
        await #expect(throws: ConfigurationError.cancelled) { try await impatient.value }
        source.open(1)
        #expect(try await patient.accessKeyID == "1")
    }

    @Test func `may fail and be asked for again`() async throws {
        let source = GatedSource(expiration: 10_000)
        let refreshing = RefreshingCredentials(source, now: { 0 })
        source.open(1, fails: true)
        await #expect(throws: ConfigurationError.self) { try await refreshing.credentials() }
        source.open(2)
        #expect(try await refreshing.credentials().accessKeyID == "2")
    }
}

/// Credentials named after the number of the call, given once the test says so.
private final class GatedSource: CredentialsProvider {
    private struct State {
        var calls = 0
        var gates: [Int: Bool] = [:]
        var waiting: [Int: CheckedContinuation<Bool, Never>] = [:]
        var watchers: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let expiration: Int
    private let state = Mutex(State())

    init(expiration: Int) {
        self.expiration = expiration
    }

    var calls: Int { state.withLock(\.calls) }

    func credentials() async throws(ConfigurationError) -> Credentials {
        let (number, watcher) = state.withLock { state in
            state.calls += 1
            return (state.calls, state.watchers.removeValue(forKey: state.calls))
        }
        watcher?.resume()
        let fails = await withCheckedContinuation { continuation in
            let gate = state.withLock { state in
                if state.gates[number] == nil { state.waiting[number] = continuation }
                return state.gates[number]
            }
            if let gate { continuation.resume(returning: gate) }
        }
        guard !fails else { throw .missingCredentials }
        return Credentials(
            accessKeyID: "\(number)",
            secretAccessKey: "s",
            expiration: expiration * number
        )
    }

    func open(_ number: Int, fails: Bool = false) {
        state.withLock { state in
            state.gates[number] = fails
            return state.waiting.removeValue(forKey: number)
        }?.resume(returning: fails)
    }

    func waitForCall(_ number: Int) async {
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if state.calls < number { state.watchers[number] = continuation }
                return state.calls >= number
            }
            if isDone { continuation.resume() }
        }
    }
}
