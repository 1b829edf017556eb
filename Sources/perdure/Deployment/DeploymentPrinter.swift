import AWSDeployment
import Foundation

/// Shows how a deployment goes, one line for each thing that happens.
enum DeploymentPrinter {
    static func show(_ progress: StackProgress) {
        switch progress {
        case .uploading(let path, let bytes):
            Console.note("Uploaded \(path)  \(bytes.formatted(.byteCount(style: .decimal)))")
        case .unchanged(let path): Console.note("\(path) is there already")
        case .waitingForOther(let status):
            Console.note("The stack is in \(status); waiting for that to end")
        case .removingFailedStack(let status):
            Console.note("The stack was never made (\(status)); removing what is left of it")
        case .change(let change):
            let replacement = change.replacement == "True" ? "  (made anew)" : ""
            Console.say("  \(change.action)  \(change.logicalID)  \(change.type)\(replacement)")
        case .event(let event): Console.note("  \(line(event))")
        }
    }

    private static func line(_ event: CloudFormation.DescribeStackEvents.Event) -> String {
        let line = "\(event.status)  \(event.logicalID)  \(event.type)"
        let terminal = Terminal.errors
        guard event.status.hasSuffix("_FAILED") else {
            return event.status.hasSuffix("_COMPLETE") ? line : terminal.text(line, .dim)
        }
        return terminal.text("\(line)  \(event.statusReason ?? "")", .red)
    }
}
