import AWSClient
package import DurableExecution
package import DurableHistory
import HTTPTransport
import JSONCoding

/// Executions that Lambda keeps, through its API.
package struct LambdaExecutions: ExecutionService {
    private let port: any LambdaPort
    /// Whose executions they are.
    private let functions: @Sendable () async throws -> [String]
    /// The function to start them with; `nil` where each workflow is a function.
    private let starter: String?

    /// The executions of several functions, each of which has the name of its workflow.
    package init(
        _ port: any LambdaPort,
        of functions: @escaping @Sendable () async throws -> [String]
    ) {
        self.port = port
        self.functions = functions
        starter = nil
    }

    /// The executions of one function, which is started by its name, with a qualifier perhaps.
    package init(_ port: any LambdaPort, of function: String) {
        self.port = port
        functions = { [String(function.prefix { $0 != ":" })] }
        starter = function
    }

    package func execution(_ arn: String) -> ExecutionDocument? { nil }

    /// Lambda knows functions only: the one that was given, or one of the workflow's name.
    package func executions(
        of workflow: String,
        _ query: HeadQuery
    ) async throws -> [ExecutionDocument] {
        var query = query
        query.workflow = starter == nil ? workflow : nil
        return try await executions(query)
    }

    package func execution(
        of workflow: String,
        named name: ExecutionName
    ) async throws -> ExecutionDocument? {
        let functions = starter == nil ? [workflow] : try await functions()
        return try await port.executions(of: functions, named: name, statuses: []).last
    }

    package func executions(_ query: HeadQuery) async throws -> [ExecutionDocument] {
        guard query.tag == nil, query.parent == nil else {
            throw RefusedRequest.onLambda("knows neither tags nor parents")
        }
        guard query.continues == nil else { return [] }
        let all = try await port.executions(
            of: functions(),
            named: nil,
            statuses: query.statuses.sorted()
        )
        let selected = all.filter(query.selects)
        let sorted = selected.sorted { HeadQuery.Position($0) > HeadQuery.Position($1) }
        return Array(sorted.prefix(query.limit))
    }

    package func history(of execution: String) async throws -> [EventDocument] {
        try await port.history(of: execution)
    }

    package func send(_ request: ExecutionRequest) async throws {
        switch request {
        case .stop(let arn, let error):
            try await post(["durable-executions", arn, "stop"], JSON.encode(error))
        case .succeed(let token, let result):
            try await answer(token, "succeed", Array((result ?? "").utf8))
        case .fail(let token, let error):
            try await answer(token, "fail", JSON.encode(error))
        case .heartbeat(let token): try await answer(token, "heartbeat", [])
        case .start(let workflow, let name, let input, let options):
            guard options.tags.words.isEmpty else { throw RefusedRequest.onLambda("knows no tags") }
            try await start(starter ?? workflow, name, input)
        case .fork:
            throw RefusedRequest.onLambda(
                "takes no history; 'restart' begins again from the input"
            )
        case .pause(let arn, let reason):
            let body = reason.map { ["Reason": $0] } ?? [:]
            try await post(["durable-executions", arn, "pause"], JSON.encode(body))
        case .resume(let arn):
            try await post(["durable-executions", arn, "resume"], Array("{}".utf8))
        case .cancel: throw RefusedRequest.onLambda("cannot cancel an execution, but stop it")
        case .signal: throw RefusedRequest.onLambda("knows no signals")
        case .delete: throw RefusedRequest.onLambda("deletes executions itself, in time")
        }
    }

    private func start(
        _ function: String,
        _ name: ExecutionName,
        _ input: String?
    ) async throws {
        do {
            _ = try await port.send(
                "POST",
                ["2015-03-31", "functions", function, "invocations"],
                fields: [
                    "Content-Type": "application/json", "X-Amz-Invocation-Type": "Event",
                    "X-Amz-Durable-Execution-Name": name.rawValue,
                ],
                body: Array((input ?? "null").utf8)
            )
        } catch let error as AWSError
            where error.code.rawValue == "DurableExecutionAlreadyStartedException"
        {
            throw InputConflict(name: name)
        }
    }

    private func answer(_ token: CallbackToken, _ verb: String, _ body: [UInt8]) async throws {
        do {
            try await post(["durable-execution-callbacks", token.rawValue, verb], body)
        } catch let error as AWSError {
            throw CallbackError(error) ?? error
        }
    }

    private func post(_ path: [String], _ body: [UInt8]) async throws {
        _ = try await port.send("POST", ["2025-12-01"] + path, body: body)
    }
}

extension CallbackError {
    /// Source: Lambda API reference, SendDurableExecutionCallbackSuccess, errors.
    fileprivate init?(_ error: AWSError) {
        switch error.code.rawValue {
        case "CallbackTimeoutException": self = .closed
        case "ResourceNotFoundException": self = .unknown
        default: return nil
        }
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
