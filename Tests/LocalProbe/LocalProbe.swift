import DurableExecution
import DurableLocal
import Glibc

/// Runs some executions to their end in a SQLite file, and tells in a file, named by the variable
/// `LEDGER`, which of their steps have run.
///
/// `DIES_AFTER` has it kill itself with SIGKILL after so many microseconds, whatever it is doing.
///
///     LocalProbe FILE COUNT
@main struct LocalProbe {
    static func main() async throws {
        try dieLater()
        let path = CommandLine.arguments[1]
        let count = Int(CommandLine.arguments[2]) ?? 1
        var options = LocalRuntime.Options()
        options.interruptionLimit = .max
        let runtime = try LocalRuntime(
            Self.ledger,
            Self.entry,
            store: .sqlite(path),
            options: options
        )
        try await runtime.run { runtime in
            for number in 1...count {
                try await runtime.start(Self.ledger, named: "\(number)", input: number)
            }
            for number in 1...count {
                let execution = try runtime.execution(of: Self.ledger, named: "\(number)")
                print(try await execution.result)
            }
        }
    }

    private static let ledger = Workflow("ledger", durable: true) {
        (number: Int, context: WorkflowContext) in
        var drawn: [Int] = []
        for step in 1...4 {
            drawn.append(try await draw("\(number) step \(step)", context))
        }
        try await context.wait("a moment", for: .seconds(1))
        drawn += try await context.map("items", over: 1...4, concurrency: 2) { item, context in
            try await draw("\(number) item \(item)", context)
        }
        drawn.append(try await context.invoke("entry", Self.entry, input: number))
        drawn.append(try await draw("\(number) last step", context))
        return drawn
    }

    private static let entry = Workflow("entry", durable: true) {
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

    private static func dieLater() throws {
        guard let delay = getenv("DIES_AFTER").flatMap({ UInt32(String(cString: $0)) }) else {
            return
        }
        var thread = pthread_t()
        let argument = UnsafeMutableRawPointer(bitPattern: UInt(delay) + 1)
        pthread_create(
            &thread,
            nil,
            { delay in
                usleep(UInt32(UInt(bitPattern: delay) - 1))
                kill(getpid(), SIGKILL)
                return nil
            },
            argument
        )
    }
}

struct NoLedger: Error {
    let path: String
    let code: Int32
}
