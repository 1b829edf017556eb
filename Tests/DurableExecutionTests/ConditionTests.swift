import TestTools
import Testing

@testable import DurableExecution

@Suite struct `A condition` {
    @Test func `is looked at again and again, each time from the last state`() async throws {
        let tally = Tally()
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                try await context.condition(
                    "three",
                    from: 0,
                    polling: .every(.seconds(10)),
                    until: { $0 == 3 }
                ) { state in
                    tally.count("look")
                    return state + 1
                }
            }
        )
        let started = harness.clock.now
        #expect(try await harness.run().result == "3")
        #expect(tally["look"] == 3)
        #expect(started.duration(to: harness.clock.now) == .seconds(20))
        let states = try await harness.record.history.compactMap { event -> String? in
            if case .stepSucceeded(let result, _, _) = event.kind { result } else { nil }
        }
        #expect(states == ["1", "2", "3"])
    }

    @Test func `that a new process goes on with starts from the recorded state`() async throws {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                try await context.condition("two", from: 0, until: { $0 == 2 }) { $0 + 1 }
            }
        )
        guard case .blocked = try await harness.open().settlement() else { throw Unexpected() }
        #expect(try await harness.run().result == "2")
    }

    @Test func `that is never met ends after the last look that is allowed`() async throws {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                _ = try await context.condition(
                    "never",
                    from: 0,
                    polling: .every(.seconds(1), looks: 4),
                    until: { _ in false }
                ) { $0 + 1 }
            }
        )
        let error = try await harness.run().error
        #expect(error.type == "WaitForConditionError")
        #expect(error.message?.contains("after 4 looks") == true)
    }

    @Test func `whose look fails ends with that error`() async throws {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                _ = try await context.condition("c", from: 0, until: { _ in true }) { _ -> Int in
                    throw Refused()
                }
            }
        )
        #expect(try await harness.run().error.type == "Refused")
    }
}
