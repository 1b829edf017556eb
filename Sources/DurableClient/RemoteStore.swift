package import AWSClient
package import DurableExecution
import DurableLambda

/// Where executions are kept on AWS.
package enum RemoteStore: Sendable, Hashable {
    /// `dynamodb://TABLE`
    case table(String)
    /// `lambda://FUNCTION`, with a qualifier perhaps.
    case function(String)

    /// `nil` where the text names neither.
    package init?(_ text: String) {
        if let table = text.named(by: "dynamodb://") {
            self = .table(table)
        } else if let function = text.named(by: "lambda://") {
            self = .function(function)
        } else {
            return nil
        }
    }

    /// The executions there; `wake` has the host of a table's executions look at one.
    package func executions(
        _ client: AWSClient,
        wake: @escaping @Sendable (ExecutionID) async throws -> Void
    ) -> any ExecutionService {
        switch self {
        case .table(let table):
            StoredExecutions(
                DynamoDBLog(client: client, table: table),
                .dynamoDB(client, table: table),
                wake: wake
            )
        case .function(let function): LambdaExecutions(client, of: function)
        }
    }
}

extension String {
    /// What comes after a scheme; `nil` where this has another or nothing comes.
    fileprivate func named(by scheme: String) -> String? {
        hasPrefix(scheme) && self != scheme ? String(dropFirst(scheme.count)) : nil
    }
}

// MARK: - In a function

extension RemoteStore {
    /// The executions where a function's environment says that they are.
    package static func executions(
        _ environment: Environment,
        _ client: (Environment) throws -> AWSClient
    ) throws -> any ExecutionService {
        let store = try RemoteStore(environment)
        guard case .table = store else {
            return store.executions(try client(environment)) { _ in }
        }
        guard let queue = environment["PERDURE_WAKE_QUEUE"] else { throw SettingProblem.noQueue }
        let client = try client(environment)
        let wakeUps = WakeUps(client: client, queueURL: queue)
        return store.executions(client) { try await wakeUps.wake($0, after: .zero) }
    }

    private init(_ environment: Environment) throws(SettingProblem) {
        guard let text = environment["PERDURE_EXECUTIONS"] else { throw .noStore }
        guard let store = RemoteStore(text) else { throw .unknownStore(text) }
        self = store
    }
}

/// The function's environment does not say where executions are.
enum SettingProblem: Error, Hashable, CustomStringConvertible {
    case noStore
    case unknownStore(String)
    case noQueue

    var description: String {
        switch self {
        case .noStore:
            "PERDURE_EXECUTIONS is not set: set it to dynamodb://TABLE or lambda://FUNCTION in the "
                + "function's environment."
        case .unknownStore(let text):
            "PERDURE_EXECUTIONS is '\(text)': it must be dynamodb://TABLE or lambda://FUNCTION."
        case .noQueue:
            "PERDURE_WAKE_QUEUE is not set: set it to the URL of the queue that wakes the function whose "
                + "executions they are."
        }
    }
}
