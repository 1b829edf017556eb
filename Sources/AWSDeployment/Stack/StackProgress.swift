/// What happens in the course of a deployment, for whoever watches.
package enum StackProgress: Sendable, Hashable {
    case uploading(path: String, bytes: Int)
    /// The very same zip is there already.
    case unchanged(path: String)
    case waitingForOther(status: String)
    case removingFailedStack(status: String)
    case change(CloudFormation.DescribeChangeSet.Change)
    case event(CloudFormation.DescribeStackEvents.Event)
}

/// How a deployment has ended.
package enum StackOutcome: Sendable, Hashable {
    case deployed
    /// The stack was as the template says.
    case nothingToChange
    /// Nothing was done, as was asked for.
    case wouldChange
}

extension CloudFormation.DescribeStackEvents.Event {
    /// A failure that has a reason of its own; others only follow from it.
    package var failure: String? {
        guard status.hasSuffix("_FAILED"), let statusReason,
            !statusReason.contains("creation cancelled"), !statusReason.contains("update cancelled")
        else { return nil }
        return "\(logicalID) (\(type)): \(statusReason)"
    }
}
