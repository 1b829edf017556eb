import AWSClient
public import DurableExecution
import Glibc
import HTTPTransport
import LambdaRuntime

/// The entry of a function that hosts workflows.
///
/// ```swift
/// @main struct Main {
///     static func main() { Workflows.host(approval, refund) }
/// }
/// ```
///
/// `_HANDLER` (the template's `Handler`) names the workflow that an event starts; a function with a
/// single workflow may have any. A workflow that is declared with `durable: false` or for the runtime
/// `lambda` runs from beginning to end in one invocation, and needs nothing else. An event of AWS's
/// durable functions service is served by that service; any other needs
/// `PERDURE_STORE=dynamodb://TABLE` and `PERDURE_WAKE_QUEUE=QUEUE-URL`. What workflows do not say of
/// themselves, `PERDURE_RETRIES`, `PERDURE_TIMEOUT` and their like do.
public enum Workflows {
    /// Serves events until the process ends.
    public static func host<each Input, each Output>(
        _ workflow: repeat Workflow<each Input, each Output>
    ) -> Never {
        var hosted: [HostedWorkflow] = []
        repeat hosted.append((each workflow).hosted)
        host(hosted)
    }

    /// Serves events for a list of workflows until the process ends.
    public static func host(_ workflows: [HostedWorkflow]) -> Never {
        // A setting that cannot be is an answer to whoever invokes, not a function that cannot start.
        let host = Result { () throws(SettingsError) in try WorkflowHost(workflows) }
        Lambda.run(contentType: "application/json", cancelling: .never) {
            (event: [UInt8], invocation: Invocation) in
            try await host.get().handle(event, invocation)
        }
    }
}
