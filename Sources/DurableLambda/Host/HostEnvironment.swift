import AWSClient
import DurableExecution

/// What a function that hosts workflows is told by its environment.
struct HostEnvironment: Sendable {
    let variables: Environment
    /// How long executions are kept after their end.
    let retention: Duration?

    init(_ variables: Environment, _ settings: Settings) {
        self.variables = variables
        retention = settings.retention
    }

    /// The DynamoDB table with the executions.
    var table: String {
        get throws(HostError) {
            let scheme = "dynamodb://"
            guard let store = variables["PERDURE_STORE"] else { throw .noStore }
            guard store.hasPrefix(scheme), store.utf8.count > scheme.utf8.count else {
                throw .unknownStore(store)
            }
            return String(store.dropFirst(scheme.count))
        }
    }

    /// The queue that wakes the function.
    var queueURL: String {
        get throws(HostError) {
            guard let url = variables["PERDURE_WAKE_QUEUE"] else { throw .noQueue }
            return url
        }
    }

    /// What EventBridge Scheduler takes on to wake the function after a long time.
    var schedulerRole: String? { variables["PERDURE_WAKE_ROLE"] }

    /// Where schedules are kept apart from others.
    var scheduleGroup: String? { variables["PERDURE_WAKE_GROUP"] }

    /// `Handler` of the function's template.
    var handler: String { variables["_HANDLER"] ?? "" }
}

extension Settings {
    /// The settings among a function's variables.
    init(_ variables: Environment) throws(SettingsError) {
        var texts: [String: String] = [:]
        for name in Settings.environmentNames { texts[name] = variables[name] }
        try self.init(environment: texts)
    }
}

/// The function is not set up to do what the event asks.
enum HostError: Error, Hashable, CustomStringConvertible {
    case noStore
    case unknownStore(String)
    case noQueue
    case unknownWorkflow(String, known: [String])

    var description: String {
        switch self {
        case .noStore:
            "PERDURE_STORE is not set: set it to dynamodb://TABLE in the function's environment, "
                + "or give the function a DurableConfig."
        case .unknownStore(let text):
            "PERDURE_STORE is '\(text)': on Lambda it must be dynamodb://TABLE."
        case .noQueue:
            "PERDURE_WAKE_QUEUE is not set: set it to the URL of the queue that wakes the function."
        case .unknownWorkflow(let name, let known):
            "This function has no workflow '\(name)'; it has \(known.joined(separator: ", ")). "
                + "Set the function's Handler to one of them."
        }
    }
}
