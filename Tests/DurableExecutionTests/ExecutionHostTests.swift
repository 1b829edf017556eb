import Synchronization
import TestTools
import Testing

@testable import DurableExecution

/// Takes down which wake-ups were asked for.
private final class WakeUpList: WakeUpPort {
    private let list = Mutex<[Duration]>([])

    var delays: [Duration] { list.withLock { $0 } }

    func wake(_ execution: ExecutionID, after delay: Duration) async throws {
        list.withLock { $0.append(delay) }
    }
}

@Suite struct `A host` {
    @Test func `that loses an execution to another asks for a look at what becomes of it`()
        async throws
    {
        let (gate, key) = AsyncStream.makeStream(of: Void.self)
        let (starts, hasStarted) = AsyncStream.makeStream(of: Void.self)
        let workflow = Workflow("taken over") { (_: Int?, context: WorkflowContext) in
            try await context.step("s") {
                hasStarted.finish()
                for await _ in gate {}
            }
        }
        let harness = Harness(workflow)
        let wakeUps = WakeUpList()
        let host = ExecutionHost(
            of: HostedWorkflows([workflow.hosted]),
            in: harness.store,
            wakeUps: wakeUps
        )
        async let answer = host.start(
            workflow.name,
            name: ExecutionName(harness.name),
            input: harness.input,
            until: harness.clock.now.advanced(by: .hours(1))
        )
        for await _ in starts {}
        _ = try await harness.own()
        key.finish()
        guard case .running = try await answer.1 else { throw Unexpected() }
        #expect(wakeUps.delays == [.zero])
    }
}

@Suite struct `An invocation whose time is nearly up` {
    @Test func `begins nothing more, and is followed by another`() async throws {
        let tally = Tally()
        let (gate, key) = AsyncStream.makeStream(of: Void.self)
        let workflow = Workflow("long") { (_: Int?, context: WorkflowContext) in
            try await context.step("first") {
                tally.count("first")
                for await _ in gate {}
            }
            try await context.step("second") { tally.count("second") }
        }
        let harness = Harness(workflow)
        let wakeUps = WakeUpList()
        func host(_ sleep: @escaping @Sendable (Duration) async throws -> Void) -> ExecutionHost {
            ExecutionHost(
                of: HostedWorkflows([workflow.hosted]),
                in: harness.store,
                wakeUps: wakeUps,
                sleep: sleep
            )
        }
        let deadline = harness.clock.now.advanced(by: .seconds(10))
        let (id, answer) = try await host { duration in
            #expect(duration == .seconds(9))
            // The hand-over's message is on its way before the first step ends.
            Task {
                while wakeUps.delays.isEmpty { await Task.yield() }
                key.finish()
            }
        }.start(workflow.name, name: ExecutionName("one"), input: "null", until: deadline)
        guard case .running = answer else { throw Unexpected(answer) }
        #expect(wakeUps.delays == [.seconds(1)])
        #expect(tally.all == ["first": 1])
        harness.clock.advance(to: deadline)
        let later = deadline.advanced(by: .seconds(10))
        let next = try await host { try await Task.sleep(for: $0) }.wake(id, until: later)
        guard case .ended(.succeeded) = next else { throw Unexpected(next) }
        #expect(tally.all == ["first": 1, "second": 1])
    }
}

@Suite struct `A step that its process dies of` {
    private enum Event: Sendable {
        case attempt(Int)
        case blocked
        case ended(ExecutionOutcome)
    }

    @Test func `runs as often as its retry strategy allows, and once for luck`() async throws {
        let (events, seen) = AsyncStream.makeStream(of: Event.self)
        let workflow = Workflow("fatal") { (_: Int?, context: WorkflowContext) in
            try await context.step("fatal", retry: .fixed(attempts: 3)) { attempt in
                seen.yield(.attempt(attempt.number))
                // Nobody hears of it again.
                let _: Void = await withUnsafeContinuation { _ in }
            }
        }
        let harness = Harness(workflow)
        var attempts: [Int] = []
        var outcome: ExecutionOutcome?
        var event = events.makeAsyncIterator()
        while outcome == nil {
            let log = try await harness.own()
            let session = try await ExecutionSession(
                of: harness.name,
                port: log,
                token: log.token,
                now: { harness.clock.now },
                followsInterruption: log.interruptions > 0
            )
            session.start(workflow.hosted)
            Task {
                switch await session.settlement() {
                case .blocked: seen.yield(.blocked)
                case .ended(let outcome): seen.yield(.ended(outcome))
                case .superseded, .failed: break
                }
            }
            switch await event.next() {
            case .attempt(let number): attempts.append(number)
            case .blocked: harness.clock.advance(to: log.nextTimer ?? harness.clock.now)
            case .ended(let end): outcome = end
            case nil: throw Unexpected()
            }
            session.abandon()
        }
        guard case .failed(let error) = outcome else { throw Unexpected() }
        #expect(error.type == "StepInterrupted")
        #expect(attempts == [1, 1, 2, 3])
    }
}

@Suite struct `An execution whose time is up` {
    @Test func `is ended by whoever comes, and none of its code runs`() async throws {
        let tally = Tally()
        let workflow = Workflow("short", timeout: .seconds(10)) {
            (_: Int?, context: WorkflowContext) in
            tally.count("runs")
            _ = try await context.signal("never", returning: Int.self)
        }
        let harness = Harness(workflow)
        let host = ExecutionHost(
            of: HostedWorkflows([workflow.hosted]),
            in: harness.store,
            wakeUps: WakeUpList()
        )
        let name = try ExecutionName(harness.name)
        let soon = harness.clock.now.advanced(by: .seconds(5))
        let (id, answer) = try await host.start("short", name: name, input: nil, until: soon)
        guard case .running = answer else { throw Unexpected(answer) }
        harness.clock.advance(to: harness.clock.now.advanced(by: .seconds(10)))
        let late = harness.clock.now.advanced(by: .seconds(5))
        guard case .ended(.timedOut) = try await host.wake(id, until: late) else {
            throw Unexpected()
        }
        #expect(tally["runs"] == 1)
    }
}
