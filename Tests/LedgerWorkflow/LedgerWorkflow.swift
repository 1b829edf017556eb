import DurableExecution
import DurableLambda
import TestTools

/// A workflow that tells in the ledger which of its steps have run.
@main struct LedgerWorkflow {
    static func main() {
        Workflows.host(
            Workflow("ledger", retry: .fixed(attempts: 6, delay: .seconds(1))) {
                (_: Int?, context: WorkflowContext) in
                for number in 1...3 {
                    try await context.step("step \(number)") {
                        try LedgerFile.note("ran step \(number)")
                    }
                }
                let answer = try await context.callback("decision", returning: String.self) { _ in
                    try LedgerFile.note("ran decision submitter")
                }
                try await context.wait("grace", for: .seconds(1))
                try await context.step("last step") { try LedgerFile.note("ran last step") }
                guard case .received(let decision) = answer else { return "nothing" }
                return decision
            }
        )
    }
}
