import Synchronization
import TestTools
import Testing

@testable import DurableExecution

/// Takes down what it is told.
private final class Notes: ObserverPort {
    private let lines = Mutex<[String]>([])
    private let traces = Mutex<Set<TraceParent>>([])

    private func note(_ line: String) { lines.withLock { $0.append(line) } }

    func take() -> [String] {
        lines.withLock { lines in
            defer { lines = [] }
            return lines
        }
    }

    var trace: Set<TraceParent> { traces.withLock { $0 } }

    func began(_ run: ObservedRun) -> @Sendable (ObservedRun.End) -> Void {
        traces.withLock { _ = $0.insert(run.trace) }
        note(run.isResumed ? "resumed" : "started")
        return { self.note($0.name) }
    }

    func ended(_ operation: Operation, in run: ObservedRun) {
        note("\(operation.name ?? "") \(operation.status.rawValue)")
    }

    func attempt<Result: Sendable>(
        _ attempt: ObservedAttempt,
        _ body: () async throws -> Result
    ) async throws -> Result {
        note("\(attempt.name) \(attempt.number)")
        do {
            return try await body()
        } catch {
            note("\(attempt.name) \(attempt.number) throws")
            throw error
        }
    }
}

private struct NoWakeUps: WakeUpPort {
    func wake(_ execution: ExecutionID, after delay: Duration) async throws {}
}

/// A workflow on a host, which takes time only when it is told.
private struct World {
    let harness: Harness
    let notes = Notes()
    private let host: ExecutionHost

    init<Output>(_ workflow: Workflow<Int?, Output>) {
        let observed = workflow.observed(by: WorkflowObserver(notes))
        harness = Harness(observed)
        host = ExecutionHost(
            of: HostedWorkflows([observed.hosted]),
            in: harness.store,
            wakeUps: NoWakeUps()
        )
    }

    func start(trace: TraceParent? = nil) async throws -> [String] {
        _ = try await host.start(
            harness.workflow.name,
            name: ExecutionName(harness.name),
            input: harness.input,
            trace: trace,
            until: deadline
        )
        return notes.take()
    }

    func wake(after time: Duration = .zero) async throws -> [String] {
        harness.clock.advance(to: harness.clock.now.advanced(by: time))
        let id = ExecutionID(
            workflow: harness.workflow.name,
            name: try ExecutionName(harness.name)
        )
        _ = try await host.wake(id, until: deadline)
        return notes.take()
    }

    private var deadline: Timestamp { harness.clock.now.advanced(by: .hours(1)) }
}

@Suite struct `An observer` {
    @Test func `is told of each operation once, however often the execution is resumed`()
        async throws
    {
        let world = World(
            Workflow("observed") { (_: Int?, context: WorkflowContext) in
                try await context.step("a") {}
                try await context.wait("w", for: .hours(2))
                _ = try await context.callback("c", returning: Int.self) { _ in }
                try await context.step("b") {}
            }
        )
        #expect(try await world.start() == ["started", "a 1", "a SUCCEEDED", "suspended"])
        #expect(
            try await world.wake(after: .hours(2)) == [
                "resumed", "w SUCCEEDED", "c submitter 1", "c submitter SUCCEEDED", "suspended",
            ]
        )
        let token = try await world.harness.openToken
        try await world.harness.tell(.answer(token, .succeeded(result: "1")))
        #expect(
            try await world.wake() == [
                "resumed", "c create callback id SUCCEEDED", "c SUCCEEDED", "b 1", "b SUCCEEDED",
                "ended",
            ]
        )
    }

    @Test func `is told of every attempt`() async throws {
        let tally = Tally()
        let world = World(
            Workflow("observed") { (_: Int?, context: WorkflowContext) in
                try await context.step("s", retry: .fixed(attempts: 2, delay: .hours(2))) {
                    if tally.count("s") == 1 { throw Unexpected() }
                }
                _ = try await context.condition(
                    "looks",
                    from: 0,
                    polling: .every(.hours(2)),
                    until: { $0 == 2 }
                ) { $0 + 1 }
            }
        )
        #expect(try await world.start() == ["started", "s 1", "s 1 throws", "suspended"])
        #expect(
            try await world.wake(after: .hours(2)) == [
                "resumed", "s 2", "s SUCCEEDED", "looks 1", "suspended",
            ]
        )
        #expect(
            try await world.wake(after: .hours(2)) == [
                "resumed", "looks 2", "looks SUCCEEDED", "ended",
            ]
        )
    }

    @Test(arguments: [nil, TraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")])
    func `sees one trace in all runs: that of the start, or one of the execution's own`(
        _ trace: TraceParent?
    ) async throws {
        let world = World(
            Workflow("observed") { (_: Int?, context: WorkflowContext) in
                try await context.wait("w", for: .hours(2))
            }
        )
        _ = try await world.start(trace: trace)
        #expect(try await world.wake(after: .hours(2)) == ["resumed", "w SUCCEEDED", "ended"])
        #expect(world.notes.trace == [trace ?? TraceParent(of: "observed/execution")])
    }

    @Test func `hears of a transient execution's attempts, too`() async throws {
        let notes = Notes()
        let workflow = Workflow("observed") { (_: Int?, context: WorkflowContext) in
            try await context.step("a") {}
        }
        let execution = TransientExecution(ExecutionID(rawValue: "t"), input: nil) { .init(of: 0) }
        _ = await execution.run(workflow.observed(by: WorkflowObserver(notes)).hosted)
        #expect(notes.take() == ["started", "a 1", "ended"])
    }
}

@Suite struct `A trace's parent` {
    @Test(arguments: [
        "", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    ])
    func `is not read from what cannot be one`(_ text: String) {
        #expect(TraceParent(text) == nil)
    }

    @Test(arguments: [
        (
            "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
            "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01"
        ),
        (
            "Sampled=0;Parent=53995c3f42cd8ad8;Root=1-5759e988-bd862e3fe1be46a994272793;Lineage=a:0",
            "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-00"
        ),
        ("Root=1-5759e988-bd862e3fe1be46a994272793", nil), ("", nil), ("Root=1-2;Parent=3", nil),
    ])
    func `is read from X-Ray's header`(_ header: String, _ expected: String?) {
        #expect(TraceParent(xRay: header)?.text == expected)
    }

    @Test func `of an execution's own is one that can be sent`() {
        let parent = TraceParent(of: "orders/17")
        #expect(TraceParent(parent.text) == parent)
        #expect(parent != TraceParent(of: "orders/18"))
    }
}

extension Timestamp {
    fileprivate init(of milliseconds: Int64) { self.init(millisecondsSinceEpoch: milliseconds) }
}
