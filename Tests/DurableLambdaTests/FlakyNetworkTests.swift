import AWSClient
import HTTPTransport
import Synchronization
import TestServices
import Testing

@testable import DurableExecution
@testable import DurableLambda

@Suite struct `An execution on a network that loses every fifth message` {
    private static let steps = 1...6

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `ends as on any other, and runs no step again that was recorded`(
        seed: UInt64
    ) async throws {
        let harness = try await LogHarness()
        let network = FlakyNetwork(seed: seed)
        let client = AWSClient(
            credentials: harness.service.credentials,
            region: harness.service.region,
            http: network,
            environment: Environment(harness.service.environment),
            clock: ImmediateClock()
        )
        let tally = Tally()
        let workflow = Workflow("flaky") { (_: Int?, context: WorkflowContext) in
            for number in Self.steps {
                try await context.step("\(number)") { tally.count("\(number)") }
                try await context.wait("pause \(number)", for: .minutes(1))
            }
            return "done"
        }.hosted
        let execution = ExecutionID(rawValue: "flaky/one")
        let one = try ExecutionName("one")
        var runs: [String: Int] = [:]
        for _ in 1...200 {
            // Whoever fails is followed by the next delivery of the same wake-up.
            _ = try? await harness.host(of: workflow, client: client)
                .start(workflow.name, name: one, input: "null", until: harness.deadline)
            harness.clock.advance(by: LogHarness.lifetime)
            guard let record = try await harness.store.read(execution)?.record else { continue }
            for step in record.operations where step.type == .step && step.status == .succeeded {
                let name = step.name ?? ""
                runs[name] = runs[name] ?? tally.all[name]
                #expect(tally.all[name] == runs[name], "\(name) ran again")
            }
            if record.isEnded { break }
        }
        let log = try #require(try await harness.store.read(execution))
        #expect(log.record.execution.outcome == .succeeded(result: #""done""#))
        #expect(network.losses > 0)
        try await mend(harness)
        let table = DynamoDBLog(client: harness.client, table: harness.table)
        #expect(try await table.heads(HeadQuery()).map(\.status) == [.succeeded])
    }

    private func mend(_ harness: LogHarness) async throws {
        harness.clock.advance(by: .hours(1))
        try await Sweep(
            table: DynamoDBLog(client: harness.client, table: harness.table),
            store: harness.store,
            wakeUps: WakeUps(client: harness.client, queueURL: harness.queueURL)
        ).run(over: ["flaky"], until: harness.deadline)
    }
}

/// Loses requests on their way, and answers on theirs.
private final class FlakyNetwork: HTTPSending {
    private let real = PatientNetwork()
    private let random: Mutex<SplitMix64>
    private let lost = Atomic(0)

    init(seed: UInt64) {
        random = Mutex(SplitMix64(state: seed))
    }

    var losses: Int { lost.load(ordering: .relaxed) }

    func send(
        _ request: HTTPRequest,
        to origin: Origin,
        timeout: Duration,
        isIdempotent: Bool
    ) async throws(HTTPError) -> HTTPResponse {
        let luck = random.withLock { Int.random(in: 0..<10, using: &$0) }
        if luck == 0 { throw lose() }
        let response = try await real.send(
            request,
            to: origin,
            timeout: timeout,
            isIdempotent: isIdempotent
        )
        if luck == 1 { throw lose() }
        return response
    }

    private func lose() -> HTTPError {
        lost.add(1, ordering: .relaxed)
        return .timedOut(mayHaveBeenSent: true)
    }
}

/// A clock on which every pause is over at once.
struct ImmediateClock: Clock {
    var now: ContinuousClock.Instant { .now }
    var minimumResolution: Duration { .zero }
    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {}
}
