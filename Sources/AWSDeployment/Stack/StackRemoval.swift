package import AWSClient

/// Deletes a stack and what it made.
package struct StackRemoval: Sendable {
    package let stack: String
    private let aws: AWSClient
    private let pause: Duration
    private let report: @Sendable (StackProgress) -> Void

    package init(
        stack: String,
        aws: AWSClient,
        pause: Duration = .seconds(2),
        report: @escaping @Sendable (StackProgress) -> Void
    ) {
        self.stack = stack
        self.aws = aws
        self.pause = pause
        self.report = report
    }

    /// Returns whether there was a stack.
    @discardableResult
    package func run() async throws(DeploymentError) -> Bool {
        guard let found = try await aws.stack(stack) else { return false }
        var watch = StackWatch(aws, stack: found.arn, pause: pause, report: report)
        try await watch.skipPast()
        if found.status != "REVIEW_IN_PROGRESS", StackEnd(status: found.status) == .goesOn {
            report(.waitingForOther(status: found.status))
            _ = try await watch.rest()
        }
        try await aws.attempt { () throws(AWSError) in
            try await aws.send(CloudFormation.DeleteStack(stack: found.arn))
        }
        guard let status = try await watch.rest() else { return true }
        guard StackEnd(status: status) == .succeeded else {
            throw .stackFailed(stack, reasons: watch.failures)
        }
        return true
    }
}
