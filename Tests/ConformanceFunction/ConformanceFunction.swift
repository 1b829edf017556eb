import DurableExecution
import DurableLambda

/// Implements AWS's conformance cases for durable-execution SDKs, one workflow each.
///
/// The template beside it says which case a workflow implements.
@main struct Main {
    static func main() {
        Workflows.host(conformanceWorkflows)
    }
}

let conformanceWorkflows: [HostedWorkflow] =
    Steps.all + Waits.all + Callbacks.all + CallbackWaits.all + Conditions.all + Children.all
    + Invocations.all + InvokeTargets.all + Parallels.all + Maps.all

/// Whatever a workflow that takes no input is started with.
struct NoInput: Decodable {
    init(from decoder: any Decoder) {}
}

/// What a step of a case throws.
struct CaseFailure: Error {
    let reason: String

    init(_ reason: String = "the case wants it") {
        self.reason = reason
    }
}
