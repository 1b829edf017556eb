import DurableExecution
import DurableTesting
import Foundation
import Testing

@Suite struct `A stored history` {
    private static func order(
        _ name: String = "charge",
        gives price: Int = 7,
        waits: Bool = true,
        sign: Int = 1
    ) -> Workflow<Int, Int> {
        Workflow("order", durable: true) { (count: Int, context: WorkflowContext) in
            let price = try await context.step("price") { price }
            if waits { try await context.wait("grace", for: .hours(1)) }
            let answer = try await context.callback("decision", returning: Int.self) { _ in }
            let rest = try await context.map("rest", over: [1, 2]) { number, context in
                try await context.step("of rest") { number }
            }
            let charged = try await context.step(name) { price * count }
            guard case .received(let extra) = answer else { return 0 }
            return sign * rest.reduce(charged + extra, +)
        }
    }

    private static func history() async throws -> StoredHistory {
        let run = try TestRun(of: order(), input: 3)
        try await run.answer("decision", with: 100)
        #expect(try await run.result == 124)
        return try await run.history
    }

    @Test func `is followed by the code that wrote it, and runs nothing`() async throws {
        try await Self.history().replay(Self.order(gives: 8))
    }

    @Test func `contradicts code that asks for something else`() async throws {
        let history = try await Self.history()
        let other = await #expect(throws: HistoryError.self) {
            try await history.replay(Self.order("charge twice"))
        }
        #expect(other?.description.contains("Recorded: STEP/Step 'charge'.") == true)
        #expect(other?.description.contains("Requested: STEP/Step 'charge twice'.") == true)
        await #expect(throws: HistoryError.self) {
            try await history.replay(Self.order(waits: false))
        }
    }

    @Test func `contradicts code that comes to another end`() async throws {
        let error = await #expect(throws: HistoryError.self) {
            try await Self.history().replay(Self.order(sign: -1))
        }
        #expect(error == .endsDifferently(recorded: "124", now: "-124"))
    }

    @Test func `may be of an execution that has not ended`() async throws {
        let run = try TestRun(of: Self.order(), input: 3)
        try await run.history.replay(Self.order())
    }

    @Test func `is not made of just any text`() {
        for text in ["", "{}", #"{"Events": []}"#, #"{"Events": [{"EventType": 1}]}"#] {
            #expect(throws: HistoryError.self) { try StoredHistory(json: text) }
        }
    }

    @Test func `is recorded in a file, with which later runs are compared`() async throws {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "history-\(UUID().uuidString).json").path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        func run(_ workflow: Workflow<Int, Int>) async throws {
            let run = try TestRun(of: workflow, input: 3)
            try await run.answer("decision", with: 100)
            try await run.matchesHistory(at: path)
        }
        try await run(Self.order())
        try await run(Self.order())
        let error = await #expect(throws: HistoryError.self) {
            try await run(Self.order(gives: 8))
        }
        let differs = HistoryError.differs(
            file: path,
            recorded: "1 Step 'price' SUCCEEDED 7",
            now: "1 Step 'price' SUCCEEDED 8"
        )
        #expect(error == differs)
    }
}
