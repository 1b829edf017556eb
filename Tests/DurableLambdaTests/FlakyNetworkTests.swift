import AWSClient
import HTTPTransport
import Synchronization
import TestServices
import TestTools
import Testing

@testable import DurableExecution
@testable import DurableLambda

@Suite
struct
    `An execution over a network that loses messages, with a table that throttles and lists that lag`
{
    private static let steps = 1...6

    @Test(.timeLimit(.minutes(15)), arguments: 1...6 as ClosedRange<UInt64>)
    func `is brought to its end by sweeps, and runs no step again that was recorded`(
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
        let host = harness.host(of: workflow, client: client)
        let execution = ExecutionID(rawValue: "flaky/one")
        let one = try ExecutionName("one")
        while try await harness.store.read(execution) == nil {
            // Whoever asks for it asks again.
            _ = try? await host.start(
                workflow.name,
                name: one,
                input: "null",
                until: harness.deadline
            )
        }
        var runs: [String: Int] = [:]
        var rounds = 0
        while case let record = try #require(try await harness.store.read(execution)).record,
            !record.isEnded, rounds < 200
        {
            rounds += 1
            for step in record.operations where step.type == .step && step.status == .succeeded {
                let name = step.name ?? ""
                runs[name] = runs[name] ?? tally.all[name]
                #expect(tally.all[name] == runs[name], "\(name) ran again")
            }
            harness.clock.advance(by: .minutes(10))
            // What a sweep cannot do, the next one does; and so it is with whoever is woken.
            try? await sweep(harness, client)
            for woken in try await harness.wakeUps() {
                _ = try? await host.wake(ExecutionID(rawValue: woken), until: harness.deadline)
            }
        }
        let log = try #require(try await harness.store.read(execution))
        #expect(log.record.execution.outcome == .succeeded(result: #""done""#))
        for trouble in FlakyNetwork.Trouble.allCases { #expect(network.count(trouble) > 0) }
        harness.clock.advance(by: .hours(1))
        try await sweep(harness, harness.client)
        let table = DynamoDBLog(client: harness.client, table: harness.table)
        #expect(try await table.heads(HeadQuery()).map(\.status) == [.succeeded])
    }

    private func sweep(_ harness: LogHarness, _ client: AWSClient) async throws {
        try await Sweep(
            table: DynamoDBLog(client: client, table: harness.table),
            store: .dynamoDB(client, table: harness.table) { harness.clock.now },
            wakeUps: WakeUps(client: client, queueURL: harness.queueURL)
        ).run(over: ["flaky"], until: harness.deadline)
    }
}

/// Loses requests on their way and answers on theirs, throttles, and asks indexes that lag.
private final class FlakyNetwork: HTTPSending {
    enum Trouble: CaseIterable {
        case requestLost, answerLost, throttled, listLags
    }

    private let real = PatientNetwork()
    private let state: Mutex<State>

    private struct State {
        var random: SplitMix64
        var counts: [Trouble: Int] = [:]
        /// What an index has last said.
        var listed: HTTPResponse?
    }

    init(seed: UInt64) {
        state = Mutex(State(random: SplitMix64(state: seed)))
    }

    func count(_ trouble: Trouble) -> Int { state.withLock { $0.counts[trouble, default: 0] } }

    func send(
        _ request: HTTPRequest,
        to origin: Origin,
        timeout: Duration,
        isIdempotent: Bool
    ) async throws(HTTPError) -> HTTPResponse {
        let trouble = trouble(for: request)
        switch trouble {
        case .requestLost: throw .timedOut(mayHaveBeenSent: true)
        case .throttled: return .throttled
        case .listLags: return state.withLock { $0.listed } ?? .nothing
        case .answerLost, nil: break
        }
        let response = try await real.send(
            request,
            to: origin,
            timeout: timeout,
            isIdempotent: isIdempotent
        )
        if request.asksIndex { state.withLock { $0.listed = response } }
        if trouble == .answerLost { throw .timedOut(mayHaveBeenSent: true) }
        return response
    }

    private func trouble(for request: HTTPRequest) -> Trouble? {
        state.withLock { state in
            // One message in five is lost.
            let luck = Int.random(in: 0..<10, using: &state.random)
            let trouble: Trouble? =
                switch luck {
                case 0: .requestLost
                case 1: .answerLost
                case 2 where request.isForTable: .throttled
                case 3, 4: request.asksIndex ? .listLags : nil
                default: nil
                }
            if let trouble { state.counts[trouble, default: 0] += 1 }
            return trouble
        }
    }
}

extension HTTPRequest {
    fileprivate var isForTable: Bool { fields["X-Amz-Target"]?.hasPrefix("DynamoDB") ?? false }

    fileprivate var asksIndex: Bool {
        String(decoding: body, as: UTF8.self).contains(#""IndexName""#)
    }
}

extension HTTPResponse {
    fileprivate static let throttled = HTTPResponse(
        status: 400,
        body: Array(
            #"{"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"}"#
                .utf8
        )
    )

    fileprivate static let nothing = HTTPResponse(
        status: 200,
        body: Array(#"{"Items":[],"Count":0,"ScannedCount":0}"#.utf8)
    )
}
