import DurableTesting
import Testing

@testable import Approvals

@Suite struct `The sample for approvals` {
    private let document = Document(title: "Plan", author: "Ada", recipients: ["Bob", "Eve"])

    @Test func `sends what was approved to everybody, wherever a process dies`() async throws {
        try await TestRun.atEveryCrash(of: approvals, input: document) { run in
            run.replaceStep("create request", with: Request(id: "request-1", title: "Plan"))
            try await run.answer("decision", with: Decision(approved: true, by: "Grace"))
            let outcome = try await run.result
            #expect(outcome.status == "approved by Grace")
            #expect(outcome.receipts == ["sent to Bob", "sent to Eve"])
            #expect(try await run.elapsed == .seconds(2))
        }
    }

    @Test func `gives up after three days`() async throws {
        let run = try TestRun(of: approvals, input: document)
        try await run.expire()
        #expect(try await run.result.status == "expired")
        #expect(try await run.elapsed == .hours(72))
    }
}
