/// The calls of the Lambda API that the emulator serves, told apart by method and path.
///
/// Source: Lambda API reference, API versions 2015-03-31 to 2025-12-01.
enum LambdaCall: Hashable {
    case invoke(function: String)
    case invokeStreaming(function: String)
    case listFunctions
    case getFunction(function: String)
    case getFunctionConfiguration(function: String)
    case getConcurrency(function: String)
    case listExecutions(function: String)
    case execution(ExecutionCall, arn: String)
    case callback(CallbackCall, token: String)

    enum ExecutionCall: Hashable {
        case get
        case checkpoint
        case state
        case history
        case stop
        case pause
        case resume
        case delete
    }

    enum CallbackCall: String, Hashable {
        case succeed
        case fail
        case heartbeat
    }

    init?(method: String, path: [String]) {
        switch (method, path.first, path.dropFirst().first) {
        case (_, "2015-03-31", "functions"):
            self.init(method: method, functions: Array(path.dropFirst(2)))
        case ("POST", "2021-11-15", "functions"):
            guard path.count == 4, path[3] == "response-streaming-invocations" else { return nil }
            self = .invokeStreaming(function: path[2])
        case ("GET", "2019-09-30", "functions"):
            guard path.count == 4, path[3] == "concurrency" else { return nil }
            self = .getConcurrency(function: path[2])
        case ("GET", "2025-12-01", "functions"):
            guard path.count == 4, path[3] == "durable-executions" else { return nil }
            self = .listExecutions(function: path[2])
        case (_, "2025-12-01", "durable-executions"):
            self.init(method: method, executions: Array(path.dropFirst(2)))
        case ("POST", "2025-12-01", "durable-execution-callbacks"):
            guard path.count == 4, let call = CallbackCall(rawValue: path[3]) else { return nil }
            self = .callback(call, token: path[2])
        default: return nil
        }
    }

    private init?(method: String, functions path: [String]) {
        switch (method, path.count, path.last) {
        case ("GET", 0, _): self = .listFunctions
        case ("POST", 2, "invocations"): self = .invoke(function: path[0])
        case ("GET", 1, _): self = .getFunction(function: path[0])
        case ("GET", 2, "configuration"): self = .getFunctionConfiguration(function: path[0])
        default: return nil
        }
    }

    private init?(method: String, executions path: [String]) {
        switch (method, path.count, path.last) {
        case ("GET", 1, _): self = .execution(.get, arn: path[0])
        case ("POST", 2, "checkpoint"): self = .execution(.checkpoint, arn: path[0])
        case ("GET", 2, "state"): self = .execution(.state, arn: path[0])
        case ("GET", 2, "history"): self = .execution(.history, arn: path[0])
        case ("POST", 2, "stop"): self = .execution(.stop, arn: path[0])
        case ("POST", 2, "pause"): self = .execution(.pause, arn: path[0])
        case ("POST", 2, "resume"): self = .execution(.resume, arn: path[0])
        case ("DELETE", 1, _): self = .execution(.delete, arn: path[0])
        default: return nil
        }
    }
}
