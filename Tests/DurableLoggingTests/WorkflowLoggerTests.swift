import DurableExecution
import DurableLogging
import DurableTesting
import Logging
import Synchronization
import Testing

/// What has been written, by the metadata that names its execution.
private let written = Mutex<[String]>([])

private struct Lines: LogHandler {
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = metadata.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        written.withLock {
            $0.append(([event.message.description] + fields).joined(separator: " "))
        }
    }
}

@Suite struct `A workflow's logger` {
    @Test func `writes each line once, however often the workflow is replayed`() async throws {
        LoggingSystem.bootstrap { _ in Lines() }
        let workflow = Workflow("logged", durable: true) { (_: Int, context: WorkflowContext) in
            context.logger.info("begins")
            try await context.step("s", retry: .fixed(attempts: 2, delay: .hours(1))) { attempt in
                attempt.logger.info("tries")
                if attempt.number == 1 { throw CancellationError() }
            }
            context.logger.info("goes on")
            try await context.wait("w", for: .hours(1))
            context.logger.info("ends")
        }
        let run = try TestRun(of: workflow, input: 1)
        try await run.end()
        #expect(
            written.withLock { $0 } == [
                "begins execution=logged/test",
                "tries attempt=1 execution=logged/test operation=1",
                "tries attempt=2 execution=logged/test operation=1",
                "goes on execution=logged/test",
                "ends execution=logged/test",
            ]
        )
    }
}
