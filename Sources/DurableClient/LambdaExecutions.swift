import AWSClient
package import DurableExecution
package import DurableHistory
import JSONCoding

/// Executions that Lambda keeps, through its API.
package struct LambdaExecutions: ExecutionService {
    package let recordsDeclaredOptions = false
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
}

// MARK: - Looking

extension LambdaExecutions {
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
        return try await all(of: functions, named: name).first
    }

    package func executions(_ query: HeadQuery) async throws -> [ExecutionDocument] {
        guard query.tag == nil, query.parent == nil else {
            throw RefusedRequest.onLambda("knows neither tags nor parents")
        }
        guard query.continues == nil else { return [] }
        let all = try await all(of: functions(), with: query.statuses)
        return Array(all.filter(query.selects).prefix(query.limit))
    }

    /// The newest first.
    private func all(
        of functions: [String],
        named name: ExecutionName? = nil,
        with statuses: Set<ExecutionStatus> = []
    ) async throws -> [ExecutionDocument] {
        var executions: [ExecutionDocument] = []
        for function in functions {
            let list = LambdaAPI.ListDurableExecutionsByFunction(
                function: function,
                executionName: name?.rawValue,
                statuses: statuses.map(\.rawValue).sorted(),
                maximumItems: 1000
            )
            for page in try await port.pages(from: list) {
                executions += try JSON.decode(ExecutionPage.self, from: page.bytes).executions
            }
        }
        return executions.sorted { HeadQuery.Position($0) > HeadQuery.Position($1) }
    }

    package func history(of execution: String) async throws -> [EventDocument] {
        let history = LambdaAPI.GetDurableExecutionHistory(arn: execution, maximumItems: 1000)
        return try await port.pages(from: history).flatMap { page in
            try JSON.decode(HistoryPage.self, from: page.bytes).events
        }
    }
}

// MARK: - Telling

extension LambdaExecutions {
    package func send(_ request: ExecutionRequest) async throws {
        do {
            try await carryOut(request)
        } catch let error as AWSError {
            throw request.refusal(error) ?? error
        }
    }

    private func carryOut(_ request: ExecutionRequest) async throws {
        switch request {
        case .start(let workflow, let name, let input, let options):
            guard options.tags.words.isEmpty else {
                throw RefusedRequest.onLambda("knows no tags")
            }
            let invoke = LambdaAPI.Invoke(
                function: starter ?? workflow,
                payload: Array((input ?? "null").utf8),
                kind: .event,
                durableExecutionName: name.rawValue
            )
            _ = try await port.send(invoke)
        case .stop(let arn, let error):
            let document = try JSON(parsing: JSON.encode(error))
            try await port.send(LambdaAPI.StopDurableExecution(arn: arn, error: document))
        case .succeed(let token, let result):
            _ = try await port.send(
                LambdaAPI.SendDurableExecutionCallbackSuccess(
                    callbackID: token.rawValue,
                    result: Array((result ?? "").utf8)
                )
            )
        case .fail(let token, let error):
            _ = try await port.send(
                LambdaAPI.SendDurableExecutionCallbackFailure(
                    callbackID: token.rawValue,
                    error: try JSON.encode(error)
                )
            )
        case .heartbeat(let token):
            _ = try await port.send(
                LambdaAPI.SendDurableExecutionCallbackHeartbeat(callbackID: token.rawValue)
            )
        case .pause(let arn, let reason):
            try await port.send(LambdaAPI.PauseDurableExecution(arn: arn, reason: reason))
        case .resume(let arn): try await port.send(LambdaAPI.ResumeDurableExecution(arn: arn))
        case .fork:
            throw RefusedRequest.onLambda("takes no history; 'restart' begins again from the input")
        case .cancel: throw RefusedRequest.onLambda("cannot cancel an execution, but stop it")
        case .signal: throw RefusedRequest.onLambda("knows no signals")
        case .delete: throw RefusedRequest.onLambda("deletes executions itself, in time")
        }
    }
}

extension ExecutionRequest {
    /// What a refusal says in our words, if there are some.
    ///
    /// Source: Lambda API reference, errors of Invoke and of SendDurableExecutionCallbackSuccess.
    fileprivate func refusal(_ error: AWSError) -> (any Error)? {
        switch self {
        case .start(_, let name, _, _):
            error.code.rawValue == "DurableExecutionAlreadyStartedException"
                ? InputConflict(name: name) : nil
        case .succeed, .fail, .heartbeat:
            switch (error.code.rawValue, error.status) {
            case ("CallbackTimeoutException", _): CallbackError.closed
            // AWS's local runner gives no code.
            case (_, 404): CallbackError.unknown
            default: nil
            }
        case .fork, .cancel, .stop, .signal, .pause, .resume, .delete: nil
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
