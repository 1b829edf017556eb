import TestTools
import Testing

@testable import DurableExecution

@Suite struct `A cancelled execution` {
    private let tally = Tally()

    /// Runs until it waits, then tells it something, then runs on.
    private func run(
        _ workflow: Workflow<Int?, String>,
        telling event: OutsideEvent
    ) async throws -> (ExecutionSession.Settlement, Harness) {
        let harness = Harness(workflow)
        let process = try await harness.open()
        guard case .blocked = await process.settlement() else { throw Unexpected() }
        try await harness.tell(event)
        try await process.poll()
        return (try await harness.run(process), harness)
    }

    @Test func `throws from the wait it is in, with the reason`() async throws {
        let workflow = Workflow("waiting") { (_: Int?, context: WorkflowContext) in
            do {
                try await context.wait("long", for: .days(3))
                return "not cancelled"
            } catch let error as ExecutionCancelled {
                return "cancelled: \(error.reason ?? "")"
            }
        }
        let (settlement, harness) = try await run(workflow, telling: .cancel(reason: "no need"))
        #expect(try settlement.result == #""cancelled: no need""#)
        #expect(try await harness.record[.path(1, in: nil)]?.status == .cancelled)
    }

    @Test func `is stopped when nobody catches it`() async throws {
        let workflow = Workflow("waiting") { (_: Int?, context: WorkflowContext) in
            try await context.child("inner") { context in
                try await context.wait("long", for: .days(3))
            }
            return "not cancelled"
        }
        let (settlement, harness) = try await run(workflow, telling: .cancel(reason: "why"))
        guard case .ended(.stopped(let error)) = settlement else { throw Unexpected(settlement) }
        #expect(error == ErrorObject(type: "ExecutionCancelled", message: "why"))
        #expect(try await harness.record.execution.status == .stopped)
    }

    @Test func `does nothing more, except in a shield`() async throws {
        let tally = tally
        let workflow = Workflow("cleaning") { (_: Int?, context: WorkflowContext) in
            do {
                _ = try await context.callback("answer", returning: Int.self) { _ in }
            } catch is ExecutionCancelled {
                await #expect(throws: ExecutionCancelled.self) {
                    try await context.step("too late") { _ = tally.count("too late") }
                }
                return try await context.shield("clean up") { context in
                    try await context.wait("a while", for: .seconds(5))
                    return try await context.step("release") {
                        tally.count("release")
                        return Task.isCancelled ? "out of reach no more" : "released"
                    }
                }
            }
            return "answered"
        }
        let (settlement, _) = try await run(workflow, telling: .cancel(reason: nil))
        #expect(try settlement.result == #""released""#)
        #expect(tally.all == ["release": 1])
    }

    @Test func `leaves what waits in a shield alone`() async throws {
        let workflow = Workflow("shielded") { (_: Int?, context: WorkflowContext) in
            try await context.shield("careful") { context in
                try await context.wait("short", for: .seconds(5))
            }
            do {
                try await context.wait("after", for: .seconds(5))
            } catch is ExecutionCancelled {
                return "cancelled after the shield"
            }
            return "not cancelled"
        }
        let (settlement, _) = try await run(workflow, telling: .cancel(reason: nil))
        #expect(try settlement.result == #""cancelled after the shield""#)
    }

    @Test func `undoes its saga`() async throws {
        let tally = tally
        let workflow = Workflow("trip") { (_: Int?, context: WorkflowContext) in
            try await context.saga("trip") { saga in
                try await saga.step("flight") {
                    "LH1"
                } undo: { flight in
                    tally.count("undo \(flight)")
                }
                try await saga.context.wait("settle", for: .days(1))
            }
            return "booked"
        }
        let (settlement, _) = try await run(workflow, telling: .cancel(reason: "rain"))
        guard case .ended(.stopped) = settlement else { throw Unexpected(settlement) }
        #expect(tally.all == ["undo LH1": 1])
    }

    @Test func `cancels the task of a step that runs, and records no retry`() async throws {
        let tally = tally
        let workflow = Workflow("stepping") { (_: Int?, context: WorkflowContext) in
            try await context.step("endless", retry: .exponential(attempts: 5)) {
                tally.count("endless")
                while !Task.isCancelled { await Task.yield() }
                throw CancellationError()
            }
            return "ended"
        }
        let harness = Harness(workflow)
        let process = try await harness.open()
        while tally["endless"] == 0 { await Task.yield() }
        try await harness.tell(.cancel(reason: nil))
        try await process.poll()
        let settlement = try await harness.run(process)
        guard case .ended(.stopped) = settlement else { throw Unexpected(settlement) }
        #expect(tally["endless"] == 1)
    }

    @Test(arguments: [true, false])
    func `takes the same turns when it is replayed`(isReplayed: Bool) async throws {
        let tally = tally
        let workflow = Workflow("replayed") { (_: Int?, context: WorkflowContext) in
            do {
                try await context.wait("long", for: .days(3))
            } catch is ExecutionCancelled {
                try await context.shield("clean up") { context in
                    try await context.step("release") { _ = tally.count("release") }
                    try await context.wait("a while", for: .seconds(5))
                }
            }
            return "cleaned up"
        }
        let harness = Harness(workflow)
        let process = try await harness.open()
        guard case .blocked = await process.settlement() else { throw Unexpected() }
        try await harness.tell(.cancel(reason: nil))
        try await process.poll()
        guard case .blocked = await process.settlement() else { throw Unexpected() }
        let next = isReplayed ? try await harness.open() : process
        #expect(try await harness.run(next).result == #""cleaned up""#)
        #expect(tally.all == ["release": 1])
    }
}

/// A port whose calls fail in a task that is cancelled, as a network's do.
private struct CancellablePort: ExecutionPort {
    let port: OwnedLog

    func loadState(against token: CheckpointToken) async throws -> [DurableExecution.Operation] {
        try await port.loadState(against: token)
    }

    func checkpoint(
        _ updates: [OperationUpdate],
        against token: CheckpointToken
    ) async throws -> Checkpoint {
        try Task.checkCancellation()
        return try await port.checkpoint(updates, against: token)
    }
}

@Suite struct `A branch that is told to end` {
    @Test func `records what it cleans up`() async throws {
        let tally = Tally()
        let (gate, key) = AsyncStream.makeStream(of: Void.self)
        let workflow = Workflow("cancelled") { (_: Int?, context: WorkflowContext) in
            for await _ in gate {}
            do {
                try await context.step("first") { tally.count("first") }
                try await context.wait("long", for: .days(3))
            } catch is ExecutionCancelled {
                try await context.shield("clean up") { context in
                    try await context.step("a") { tally.count("a") }
                    try await context.step("b") { tally.count("b") }
                }
            }
        }
        let harness = Harness(workflow)
        let log = try await harness.own()
        let port = CancellablePort(port: log)
        let process = try await Process(
            log,
            port,
            of: harness.name,
            harness.clock,
            workflow.hosted
        )
        try await harness.tell(.cancel(reason: nil))
        key.finish()
        guard case .ended(.succeeded) = await process.settlement() else { throw Unexpected() }
        #expect(tally.all == ["first": 1, "a": 1, "b": 1])
    }
}

@Suite struct `A stopped execution` {
    @Test func `runs no code past the stop`() async throws {
        let tally = Tally()
        let workflow = Workflow("stopped") { (_: Int?, context: WorkflowContext) in
            defer { tally.count("defer") }
            try await context.wait("long", for: .days(3))
            return "not stopped"
        }
        let harness = Harness(workflow)
        let process = try await harness.open()
        guard case .blocked = await process.settlement() else { throw Unexpected() }
        try await harness.tell(.stop(ErrorObject(type: "Operator", message: "enough")))
        try await process.poll()
        let settlement = try await harness.run(process)
        guard case .ended(.stopped(let error)) = settlement else { throw Unexpected(settlement) }
        #expect(error.message == "enough")
        #expect(tally.all.isEmpty)
        await #expect(throws: ExecutionEnded.self) { try await harness.tell(.cancel(reason: nil)) }
    }

    @Test func `runs nothing more in a process that hears of the stop when it records`()
        async throws
    {
        let tally = Tally()
        let (gate, key) = AsyncStream.makeStream(of: Void.self)
        let workflow = Workflow("stopped") { (_: Int?, context: WorkflowContext) in
            try await context.step("s") {
                tally.count("s")
                for await _ in gate {}
            }
        }
        let harness = Harness(workflow)
        let process = try await harness.open()
        try await harness.tell(.stop(ErrorObject(type: "Operator", message: nil)))
        key.finish()
        guard case .ended(.stopped) = try await harness.run(process) else { throw Unexpected() }
        #expect(tally["s"] == 1)
    }

    @Test func `makes no attempt whose start it could not record`() async throws {
        let tally = Tally()
        let (gate, key) = AsyncStream.makeStream(of: Void.self)
        let workflow = Workflow("stopped") { (_: Int?, context: WorkflowContext) in
            for await _ in gate {}
            try await context.step("s", semantics: .atMostOncePerRetry) { tally.count("s") }
        }
        let harness = Harness(workflow)
        let process = try await harness.open()
        try await harness.tell(.stop(ErrorObject(type: "Operator", message: nil)))
        key.finish()
        guard case .ended(.stopped) = try await harness.run(process) else { throw Unexpected() }
        #expect(tally.all.isEmpty)
    }

    @Test func `that took too long has timed out`() async throws {
        let workflow = Workflow("slow") { (_: Int?, context: WorkflowContext) in
            try await context.wait("long", for: .days(3))
            return "in time"
        }
        let harness = Harness(workflow, options: StartOptions(timeout: .hours(1)))
        let settlement = try await harness.run()
        guard case .ended(.timedOut) = settlement else { throw Unexpected(settlement) }
        #expect(try await harness.record.execution.status == .timedOut)
        #expect(
            try await harness.record.startedAt.duration(to: harness.clock.now) == .hours(1)
        )
    }
}
