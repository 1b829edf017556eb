import ArgumentParser
import DurableClient
import DurableExecution
import DurableHistory
import LambdaEmulator

/// `perdure workflows`: shows which workflows have executions, and how these stand.
struct Workflows: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the workflows that have executions, and how these stand."
    )

    @OptionGroup var output: OutputOptions
    @OptionGroup var service: ServiceOptions

    func run() async throws {
        let executions = try await service.service().all(HeadQuery())
        let rows = Dictionary(grouping: executions, by: \.functionName)
            .sorted { $0.key < $1.key }.map { Row(workflow: $0.key, $0.value) }
        let columns = ["WORKFLOW", "RUNNING", "SUCCEEDED", "FAILED", "OTHER", "LAST STARTED"]
        output.write(rows, columns: columns) {
            [
                $0.workflow, "\($0.running)", "\($0.succeeded)", "\($0.failed)", "\($0.other)",
                $0.lastStartedAt.text,
            ]
        }
    }

    private struct Row: Encodable {
        let workflow: String
        let running: Int
        let succeeded: Int
        let failed: Int
        let other: Int
        let lastStartedAt: Timestamp

        init(workflow: String, _ executions: [ExecutionDocument]) {
            func count(_ status: ExecutionStatus) -> Int {
                executions.count { $0.status == status }
            }
            self.workflow = workflow
            running = count(.running)
            succeeded = count(.succeeded)
            failed = count(.failed)
            other = executions.count - running - succeeded - failed
            lastStartedAt = executions.map(\.startedAt).max() ?? .distantFuture
        }
    }
}
