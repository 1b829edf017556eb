import DurableLocal
import Synchronization
import TestTools
import Testing

@testable import DurableExecution

@Suite struct `An execution of many operations` {
    private static let counting = Workflow("counting", durable: true) {
        (count: Int, context: WorkflowContext) in
        for number in 1...count { try await context.step("step") { number } }
        return count
    }

    @Test func `is warned of, and fails where it has more than it may`() async throws {
        let warnings = Mutex<[String]>([])
        let clock = ManualTime()
        var limits = LocalHost.Limits()
        limits.operations = OperationLimits(warning: 4, limit: 10)
        let host = try LocalHost(
            [Self.counting.hosted],
            store: .memory(),
            clock: clock,
            limits: limits
        ) { warning in
            warnings.withLock { $0.append(warning) }
        }
        try await LocalRuntime(host).run { runtime in
            let most = try await runtime.start(Self.counting, named: "most", input: 10)
            #expect(try await most.result == 10)
            let more = try await runtime.start(Self.counting, named: "more", input: 11)
            let failure = await #expect(throws: ExecutionFailure.self) { try await more.result }
            #expect(failure?.error.type == "TooManyOperations")
        }
        #expect(
            warnings.withLock { $0 }
                == ["most", "more"].flatMap { name in
                    [4, 8].map { count in
                        """
                        Execution counting/\(name) has \(count) operations, and may have 10: \
                        have its workflow continue as new.
                        """
                    }
                }
        )
    }
}
