import DurableExecution
import Glibc

/// Workflows that tell in a file, named by the variable `LEDGER`, which of their steps have run.
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
            try note(name)
            return Int.random(in: 0...999_999)
        }
    }

    private static func note(_ line: String) throws {
        let path = getenv("LEDGER").map { String(cString: $0) } ?? "/dev/null"
        let file = open(path, O_WRONLY | O_APPEND | O_CREAT, 0o644)
        guard file >= 0 else { throw NoLedger(path: path, code: errno) }
        defer { close(file) }
        let text = Array("\(line)\n".utf8)
        guard write(file, text, text.count) == text.count else {
            throw NoLedger(path: path, code: errno)
        }
    }
}

struct NoLedger: Error {
    let path: String
    let code: Int32
}
