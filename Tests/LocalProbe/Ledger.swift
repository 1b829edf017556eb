import DurableExecution
import TestTools

/// Workflows that tell in the ledger which of their steps have run.
enum Ledger {
    static let workflow = Workflow("ledger", durable: true) {
        (number: Int, context: WorkflowContext) in
        var drawn: [Int] = []
        for step in 1...4 {
            drawn.append(try await draw("\(number) step \(step)", context))
        }
        try await context.wait("a moment", for: .seconds(1))
        drawn += try await context.map("items", over: 1...4, concurrency: 2) { item, context in
            try await draw("\(number) item \(item)", context)
        }
        drawn.append(try await context.invoke("entry", entry, input: number))
        drawn.append(try await draw("\(number) last step", context))
        return drawn
    }

    static let entry = Workflow("entry", durable: true) {
        (number: Int, context: WorkflowContext) in
        try await draw("\(number) entry", context)
    }

    private static func draw(_ name: String, _ context: WorkflowContext) async throws -> Int {
        try await context.step(name) {
            try LedgerFile.note(name)
            return Int.random(in: 0...999_999)
        }
    }
}
