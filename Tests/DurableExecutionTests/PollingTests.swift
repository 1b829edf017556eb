import Testing

@testable import DurableExecution

@Suite struct `A branch that waits while another runs` {
    /// One branch waits as `wait` says, the other does not end before it.
    private func workflow(
        _ wait: @escaping @Sendable (WorkflowContext) async throws -> Void
    ) -> Workflow<Int?, [Int]> {
        let (gate, key) = AsyncStream.makeStream(of: Void.self)
        return Workflow("w") { (_: Int?, context: WorkflowContext) in
            let waiting = Branch { context in
                try await wait(context)
                key.finish()
                return 1
            }
            let working = Branch { context in
                try await context.step("s") {
                    for await _ in gate {}
                    return 2
                }
            }
            return try await context.parallel("p", branches: [waiting, working]).values()
        }
    }

    private func run(_ harness: Harness, _ polling: Polling) async throws -> String? {
        let log = try await harness.own()
        let session = try await ExecutionSession(
            of: harness.name,
            port: log,
            token: log.token,
            now: { [clock = harness.clock] in clock.now },
            polling: polling,
            sleep: { [clock = harness.clock] in clock.advance(to: clock.now.advanced(by: $0)) }
        )
        session.start(harness.workflow)
        return try await session.settlement().result
    }

    @Test(arguments: [Polling.whenTimersAreDue, .forAnswersToo])
    func `goes on when its time has come`(polling: Polling) async throws {
        let harness = Harness(workflow { try await $0.wait("a while", for: .seconds(60)) })
        #expect(try await run(harness, polling) == "[1,2]")
    }

    @Test func `goes on when its answer has come`() async throws {
        let (tokens, hand) = AsyncStream.makeStream(of: CallbackToken.self)
        let harness = Harness(
            workflow { context in
                _ = try await context.callback("c", returning: Int.self) { hand.yield($0) }
            }
        )
        async let result = run(harness, .forAnswersToo)
        let token = try #require(await tokens.first { _ in true })
        try await harness.answer(token, with: .succeeded(result: "7"))
        #expect(try await result == "[1,2]")
    }
}
