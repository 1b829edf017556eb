import Synchronization
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
            until: harness.clock.now
        )
        for await _ in starts {}
        _ = try await harness.own()
        key.finish()
        guard case .running = try await answer.1 else { throw Unexpected() }
        #expect(wakeUps.delays == [.zero])
    }
}
