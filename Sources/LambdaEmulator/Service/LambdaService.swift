import DurableExecution
import DurableHistory
import FoundationEssentials
import HTTPTransport

/// Lambda's API over the functions of a template.
struct LambdaService: Sendable {
    let hosts: [String: FunctionHost]
    let functions: [FunctionDefinition]
    let durable: DurableService
    let events: EventQueue
    let faults: FaultPlan
    let makeID: @Sendable () -> String

    func respond(to request: IncomingRequest) async -> HTTPAnswer {
        do {
            return try await answer(request)
        } catch {
            return .whole(error.response)
        }
    }

    private func answer(_ incoming: IncomingRequest) async throws(ServiceError) -> HTTPAnswer {
        let target = RequestTarget(incoming.head.target)
        guard let call = LambdaCall(method: incoming.head.method, path: target.path) else {
            throw .unknownOperation(incoming.head.method, incoming.head.target)
        }
        let request = await incoming.collected(upTo: InvokeRequest.largestPayload)
        switch call {
        case .invoke(let name):
            let (function, arn) = try called(name, target)
            return .whole(try await invoke(function, arn, try InvokeRequest(request)))
        case .invokeStreaming(let name):
            let (function, arn) = try called(name, target)
            return try await stream(function, arn, try InvokeRequest(request))
        case .listFunctions:
            return .json(FunctionPage(functions: functions.map(FunctionDocument.init)))
        case .getFunction(let name):
            return .json(FunctionWithCode(try function(name, target)))
        case .getFunctionConfiguration(let name):
            return .json(FunctionDocument(try function(name, target)))
        case .getConcurrency(let name):
            return .json(FunctionConcurrency(try function(name, target)))
        case .listExecutions(let name):
            let function = try function(name, target)
            let query = try ExecutionQuery(target)
            return .json(query.page(of: await durable.executions(of: function.name)))
        case .execution(let call, let arn):
            return .whole(try await answer(call, arn, target, request.message.body))
        case .callback(let call, let token):
            let token = CallbackToken(rawValue: token)
            return .whole(try await answer(call, token, request.message.body))
        }
    }

    private func function(
        _ text: String,
        _ target: RequestTarget
    ) throws(ServiceError) -> FunctionDefinition {
        try called(text, target).function
    }

    /// A function and the ARN by which it was called.
    private func called(
        _ text: String,
        _ target: RequestTarget
    ) throws(ServiceError) -> (function: FunctionDefinition, arn: String) {
        let reference = FunctionReference(text, qualifier: target["Qualifier"])
        guard let function = functions.first(where: { $0.name == reference?.name }) else {
            throw .unknownFunction(text, known: functions.map(\.name))
        }
        let arn = FunctionReference.arn(function.name, qualifier: reference?.qualifier)
        return (function, arn)
    }
}

// MARK: - Invoke

extension LambdaService {
    private func invoke(
        _ function: FunctionDefinition,
        _ arn: String,
        _ request: InvokeRequest
    ) async throws(ServiceError) -> HTTPResponse {
        let requestID = makeID()
        if request.mode == .dryRun { return InvokeAnswer.wouldBeAllowed(requestID: requestID) }
        if function.isDurable { return try await startExecution(function, request, requestID) }
        try function.validateNamelessness(of: request)
        let invocation = invocation(of: arn, request, requestID)
        guard request.mode == .wait else {
            events.add(invocation, to: function.name)
            return InvokeAnswer.accepted(requestID: requestID)
        }
        return try InvokeAnswer.completed(
            try await host(of: function).invoke(invocation),
            requestID: requestID,
            withLogTail: request.wantsLogTail
        )
    }

    private func stream(
        _ function: FunctionDefinition,
        _ arn: String,
        _ request: InvokeRequest
    ) async throws(ServiceError) -> HTTPAnswer {
        guard !function.isDurable else {
            throw .invalidParameter("Durable functions do not support response streaming.")
        }
        try function.validateNamelessness(of: request)
        let requestID = makeID()
        if request.mode == .dryRun {
            return .whole(InvokeAnswer.wouldBeAllowed(requestID: requestID))
        }
        return try await InvokeAnswer.streamed(
            try host(of: function).stream(invocation(of: arn, request, requestID)),
            requestID: requestID,
            withLogTail: request.wantsLogTail
        )
    }

    /// Brings a function an event that is none of Lambda's API: of an HTTP request, or of a queue.
    func reply(
        of name: String,
        qualifier: String? = nil,
        to event: [UInt8],
        in trace: String? = nil
    ) async throws(ServiceError) -> ReplyParts {
        guard let function = functions.first(where: { $0.name == name }) else {
            throw .unknownFunction(name, known: functions.map(\.name))
        }
        if function.isDurable {
            let execution = try await durable.start(function, name: nil, input: event)
            return .of(try await durable.outcome(of: execution))
        }
        let invocation = Invocation(
            requestID: makeID(),
            payload: event,
            functionARN: FunctionReference.arn(name, qualifier: qualifier),
            traceID: TraceID.make(from: makeID(), in: trace)
        )
        return try await host(of: function).stream(invocation)
    }

    private func invocation(
        of arn: String,
        _ request: InvokeRequest,
        _ requestID: String
    ) -> Invocation {
        Invocation(
            requestID: requestID,
            payload: request.payload,
            functionARN: arn,
            traceID: TraceID.make(from: makeID(), in: request.traceID),
            clientContext: request.clientContext,
            tenantID: request.tenantID
        )
    }

    private func host(of function: FunctionDefinition) throws(ServiceError) -> FunctionHost {
        guard let host = hosts[function.name] else {
            throw .unknownFunction(function.name, known: functions.map(\.name))
        }
        return host
    }

    private func startExecution(
        _ function: FunctionDefinition,
        _ request: InvokeRequest,
        _ requestID: String
    ) async throws(ServiceError) -> HTTPResponse {
        if request.mode == .wait { try function.validateCallersPatience() }
        let execution = try await durable.start(
            function,
            name: request.executionName,
            input: request.payload
        )
        var response = InvokeAnswer.accepted(requestID: requestID)
        if request.mode == .wait {
            let outcome = try await durable.outcome(of: execution)
            response = try InvokeAnswer.finished(outcome, requestID: requestID)
        }
        response.fields["X-Amz-Durable-Execution-Arn"] = execution.arn
        return response
    }
}

extension FunctionDefinition {
    /// A caller is kept waiting for a quarter of an hour at most.
    fileprivate func validateCallersPatience() throws(ServiceError) {
        guard let durability, durability.executionTimeout > .seconds(900) else { return }
        throw .invalidParameter(
            "You cannot synchronously invoke a durable function with an executionTimeout greater "
                + "than 15 minutes."
        )
    }

    /// A name of an execution that the emulator does not keep would be lost.
    fileprivate func validateNamelessness(of request: InvokeRequest) throws(ServiceError) {
        guard request.executionName != nil else { return }
        guard let ownStore else {
            throw .invalidParameter(
                "\(name) is not durable, so that it has no execution to name: give it a DurableConfig, "
                    + "or PERDURE_STORE."
            )
        }
        throw .invalidParameter(
            "\(name) keeps its executions itself, in \(ownStore): name one in the event, "
                + #"{"perdure":{"start":{"name":…,"input":…}}}, as 'perdure invoke --name' does."#
        )
    }
}

// MARK: - Executions and callbacks

extension LambdaService {
    private func answer(
        _ call: LambdaCall.ExecutionCall,
        _ arn: String,
        _ target: RequestTarget,
        _ body: [UInt8]
    ) async throws(ServiceError) -> HTTPResponse {
        switch call {
        case .get:
            let execution = try await durable.execution(arn)
            return .json(ExecutionDocument(execution, withData: target.includesData))
        case .checkpoint:
            let request = try Self.decode(CheckpointRequest.self, body)
            return .json(try await checkpoint(arn, request))
        case .state:
            let query = try StateQuery(target)
            return .json(try await durable.execution(arn).state(query))
        case .history:
            let query = try HistoryQuery(target)
            return .json(query.page(of: try await durable.execution(arn)))
        case .pause:
            try await durable.pause(arn, try Self.decode(PauseRequest.self, orEmpty(body)))
            return .json([String: String](), status: 202)
        case .resume:
            try await durable.resume(arn, try Self.decode(ResumeRequest.self, orEmpty(body)))
            return .json([String: String](), status: 202)
        case .delete:
            return .json(DeleteAnswer(deletedAt: try await durable.delete(arn)), status: 202)
        case .stop:
            return .json(StopAnswer(stoppedAt: try await durable.stop(arn, Self.error(body))))
        }
    }

    private func answer(
        _ call: LambdaCall.CallbackCall,
        _ token: CallbackToken,
        _ body: [UInt8]
    ) async throws(ServiceError) -> HTTPResponse {
        switch call {
        case .succeed:
            let result = body.isEmpty ? nil : String(decoding: body, as: UTF8.self)
            try await durable.answer(token, with: .succeeded(result: result))
        case .fail: try await durable.answer(token, with: .failed(Self.error(body)))
        case .heartbeat: try await durable.beat(token)
        }
        return HTTPResponse(status: 200, fields: ["Content-Type": "application/json"])
    }

    private func orEmpty(_ body: [UInt8]) -> [UInt8] { body.isEmpty ? Array("{}".utf8) : body }

    private static func error(_ body: [UInt8]) throws(ServiceError) -> ErrorObject {
        guard !body.isEmpty else { return ErrorObject(type: nil, message: nil) }
        return try decode(ErrorObject.self, body)
    }

    private static func decode<Value: Decodable>(
        _ type: Value.Type,
        _ body: [UInt8]
    ) throws(ServiceError) -> Value {
        do {
            return try WireJSON.decode(type, body)
        } catch let DecodingError.dataCorrupted(context) {
            throw .invalidParameter(context.debugDescription)
        } catch {
            throw .invalidParameter("The request body cannot be read: \(error)")
        }
    }
}

/// Source: Lambda API reference, DeleteDurableExecution.
private struct DeleteAnswer: Encodable {
    let deletedAt: Timestamp

    private enum CodingKeys: String, CodingKey {
        case deletedAt = "DeletionRequestTimestamp"
    }
}

/// Source: Lambda API reference, StopDurableExecution.
private struct StopAnswer: Encodable {
    let stoppedAt: Timestamp

    private enum CodingKeys: String, CodingKey {
        case stoppedAt = "StopTimestamp"
    }
}
