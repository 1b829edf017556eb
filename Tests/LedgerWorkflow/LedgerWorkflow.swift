import DurableExecution
import DurableLambda
import Glibc

/// A workflow that tells in a file, named by the variable `LEDGER`, which of its steps have run.
@main struct LedgerWorkflow {
    static func main() {
        Workflows.host(
            Workflow("ledger", retry: .fixed(attempts: 6, delay: .seconds(1))) {
                (_: Int?, context: WorkflowContext) in
                for number in 1...3 {
                    try await context.step("step \(number)") { try note("ran step \(number)") }
                }
                let answer = try await context.callback("decision", returning: String.self) { _ in
                    try note("ran decision submitter")
                }
                try await context.wait("grace", for: .seconds(1))
                try await context.step("last step") { try note("ran last step") }
                guard case .received(let decision) = answer else { return "nothing" }
                return decision
            }
        )
    }

    private static func note(_ line: String) throws {
        let path = getenv("LEDGER").map { String(cString: $0) } ?? ""
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
