import DurableExecution
import DurableLocal

/// Runs some executions of the ledger to their end, in a SQLite file or a DynamoDB table.
///
///     LocalProbe FILE|dynamodb://TABLE COUNT
@main struct LocalProbe {
    static func main() async throws {
        dieLater()
        let store = CommandLine.arguments[1]
        let count = Int(CommandLine.arguments[2]) ?? 1
        let scheme = "dynamodb://"
        if store.hasPrefix(scheme) {
            try await TableProbe(table: String(store.dropFirst(scheme.count))).run(count)
        } else {
            try await run(count, in: store)
        }
    }

    private static func run(_ count: Int, in file: String) async throws {
        var options = LocalRuntime.Options()
        options.interruptionLimit = .max
        let runtime = try LocalRuntime(
            Ledger.workflow,
            Ledger.entry,
            store: .sqlite(file),
            options: options
        )
        try await runtime.run { runtime in
            for number in 1...count {
                try await runtime.start(Ledger.workflow, named: "\(number)", input: number)
            }
            for number in 1...count {
                let execution = try runtime.execution(of: Ledger.workflow, named: "\(number)")
                print(try await execution.result)
            }
        }
    }
}
