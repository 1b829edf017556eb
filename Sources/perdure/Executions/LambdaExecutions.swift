import DurableCost
import DurableExecution
import DurableHistory
import HTTPTransport
import LambdaEmulator

/// Executions that Lambda keeps, through its API.
struct LambdaExecutions: ExecutionService {
    let client: LambdaClient
    /// The only function to look at, by its name, with a qualifier perhaps.
    var function: String?

    func execution(_ arn: String) -> ExecutionDocument? { nil }

    func executions(_ query: HeadQuery) async throws -> [ExecutionDocument] {
        guard query.tag == nil, query.parent == nil else {
            throw CommandError.unsupported("knows neither tags nor parents")
        }
        guard query.continues == nil else { return [] }
        let all = try await client.executions(
            of: function.map { String($0.prefix { $0 != ":" }) },
            statuses: query.statuses.sorted()
        )
        let selected = all.filter(query.selects)
        let sorted = selected.sorted { HeadQuery.Position($0) > HeadQuery.Position($1) }
        return Array(sorted.prefix(query.limit))
    }

    func history(of execution: String) async throws -> [EventDocument] {
        try await client.history(of: execution)
    }

    func costs(of execution: String) async throws -> [ExecutionCost] {
        [ExecutionCost(ServiceCosts(of: try await history(of: execution)))]
    }

    func send(_ request: ExecutionRequest) async throws {
        switch request {
        case .stop(let arn, let error):
            try await post(["durable-executions", arn, "stop"], WireJSON.encode(error))
        case .succeed(let token, let result):
            try await answer(token, "succeed", Array((result ?? "").utf8))
        case .fail(let token, let error):
            try await answer(token, "fail", WireJSON.encode(error))
        case .heartbeat(let token): try await answer(token, "heartbeat", [])
        case .start(let workflow, let name, let input, let tags):
            guard tags.isEmpty else { throw CommandError.unsupported("knows no tags") }
            try await start(function ?? workflow, name, input)
        case .fork:
            throw CommandError.unsupported(
                "takes no history; 'restart' begins again from the input"
            )
        case .pause(let arn, let reason):
            let body = reason.map { ["Reason": $0] } ?? [:]
            try await post(["durable-executions", arn, "pause"], WireJSON.encode(body))
        case .resume(let arn):
            try await post(["durable-executions", arn, "resume"], Array("{}".utf8))
        case .cancel: throw CommandError.unsupported("cannot cancel an execution, but stop it")
        case .signal: throw CommandError.unsupported("knows no signals")
        case .delete: throw CommandError.unsupported("deletes executions itself, in time")
        }
    }

    private func start(_ function: String, _ name: String, _ input: String?) async throws {
        _ = try await client.send(
            "POST",
            ["2015-03-31", "functions", function, "invocations"],
            fields: [
                "Content-Type": "application/json", "X-Amz-Invocation-Type": "Event",
                "X-Amz-Durable-Execution-Name": name,
            ],
            body: Array((input ?? "null").utf8)
        )
    }

    private func answer(_ token: CallbackToken, _ verb: String, _ body: [UInt8]) async throws {
        try await post(["durable-execution-callbacks", token.rawValue, verb], body)
    }

    private func post(_ path: [String], _ body: [UInt8]) async throws {
        _ = try await client.send("POST", ["2025-12-01"] + path, body: body)
    }
}

extension HeadQuery {
    fileprivate func selects(_ execution: ExecutionDocument) -> Bool {
        (workflow == nil || workflow == execution.functionName)
            && startedAfter.map { execution.startedAt > $0 } ?? true
            && startedBefore.map { execution.startedAt < $0 } ?? true
            && endedBefore.map { (execution.endedAt ?? .distantFuture) < $0 } ?? true
            && after.map { Position(execution) < $0 } ?? true
    }
}

extension Set<ExecutionStatus> {
    fileprivate func sorted() -> [ExecutionStatus] { sorted { $0.rawValue < $1.rawValue } }
}
