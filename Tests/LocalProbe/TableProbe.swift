import AWSClient
import DurableExecution
import DurableLambda
import HTTPTransport

/// Runs executions in a DynamoDB table, as a function does that is invoked again and again: whatever has not ended is woken,
/// and whoever has died is waited for until its time is up.
struct TableProbe {
    private let table: DynamoDBLog
    private let host: ExecutionHost

    init(table name: String) throws {
        let client = try AWSClient(.process, http: HTTPClient())
        var limits = ExecutionHost.Limits()
        limits.interruptions = .max
        limits.reserve = .milliseconds(50)
        table = DynamoDBLog(client: client, table: name)
        host = ExecutionHost(
            of: HostedWorkflows([Ledger.workflow.hosted, Ledger.entry.hosted]),
            in: .dynamoDB(client, table: name),
            wakeUps: NoWakeUps(),
            limits: limits
        )
    }

    private var deadline: Timestamp { .now.advanced(by: .milliseconds(500)) }

    func run(_ count: Int) async throws {
        for number in 1...count {
            _ = try await host.start(
                Ledger.workflow.hosted.name,
                name: ExecutionName("\(number)"),
                input: "\(number)",
                until: deadline
            )
        }
        var ended: Set<ExecutionID> = []
        while case let open = try await executions().subtracting(ended), !open.isEmpty {
            for execution in open {
                guard case .ended = try await host.wake(execution, until: deadline) else {
                    continue
                }
                ended.insert(execution)
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    private func executions() async throws -> Set<ExecutionID> {
        var query = HeadQuery()
        query.limit = 10_000
        return Set(try await table.heads(query).map(\.id))
    }
}

/// All that has not ended is looked at all the time.
private struct NoWakeUps: WakeUpPort {
    func wake(_ execution: ExecutionID, after delay: Duration) {}
}
