/// Why something cannot be asked of whatever keeps an execution, and what to do.
package enum RefusedRequest: Error, Hashable, CustomStringConvertible {
    case onLambda(String)
    case pausesOnLambdaOnly
    case notSettled(String)
    case unknownExecution(String)
    case ambiguousExecution(String, [String])

    package var description: String {
        switch self {
        case .onLambda(let what): "Lambda \(what); a store of your own does"
        case .pausesOnLambdaOnly:
            "only an execution that AWS's service keeps can be paused; stop its host, or stop it"
        case .notSettled(let name):
            "'\(name)' has not ended, or somebody has to hear of its end yet; "
                + "stop it, or let its host run, or give --force"
        case .unknownExecution(let name):
            "there is no execution '\(name)'; 'perdure executions list' shows all"
        case .ambiguousExecution(let name, let arns):
            "several executions are named '\(name)', give an ARN: \(arns.joined(separator: " "))"
        }
    }
}
