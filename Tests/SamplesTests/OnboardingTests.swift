import DurableTesting
import Testing

@testable import Onboarding

@Suite struct `The sample for a process of one's own` {
    @Test func `takes a person on board who confirms, wherever the process dies`() async throws {
        try await TestRun.atEveryCrash(of: onboarding, input: Person(name: "Ada")) { run in
            try await run.answer("confirmation", with: true)
            #expect(try await run.result == "Ada is on board")
        }
    }
}
