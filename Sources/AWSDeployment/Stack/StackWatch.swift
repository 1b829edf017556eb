import AWSClient

/// Follows a stack until it is at rest, and tells what happens to it meanwhile.
struct StackWatch {
    let aws: AWSClient
    /// An ARN: the only name by which a deleted stack can still be asked for.
    let stack: String
    let pause: Duration
    let report: @Sendable (StackProgress) -> Void

    private var seen: Set<String> = []
    private(set) var failures: [String] = []

    init(
        _ aws: AWSClient,
        stack: String,
        pause: Duration,
        report: @escaping @Sendable (StackProgress) -> Void
    ) {
        self.aws = aws
        self.stack = stack
        self.pause = pause
        self.report = report
    }

    /// Takes everything up to now as known.
    mutating func skipPast() async throws(DeploymentError) {
        for event in try await events() { seen.insert(event.id) }
    }

    /// Returns the status it comes to rest in; nil once it does not exist any more.
    mutating func rest() async throws(DeploymentError) -> String? {
        while true {
            let status = try await aws.status(of: stack)
            try await tellNews()
            guard let status, StackEnd(status: status) == .goesOn else { return status }
            try await aws.rest(for: pause)
        }
    }

    private mutating func tellNews() async throws(DeploymentError) {
        for event in try await events().reversed() where seen.insert(event.id).inserted {
            if let failure = event.failure { failures.append(failure) }
            report(.event(event))
        }
    }

    /// The latest first.
    private func events() async throws(DeploymentError) -> [CloudFormation.DescribeStackEvents
        .Event]
    {
        try await aws.attempt { () throws(AWSError) in
            do throws(AWSError) {
                return try await aws.send(CloudFormation.DescribeStackEvents(stack: stack)).events
            } catch  where error.isMissingStack {
                return []
            }
        }
    }
}

extension AWSClient {
    /// Nil for a stack that does not exist.
    func status(of stack: String) async throws(DeploymentError) -> String? {
        try await self.stack(stack)?.status
    }

    func stack(_ name: String) async throws(DeploymentError) -> CloudFormation.Stack? {
        try await attempt { () throws(AWSError) in
            do throws(AWSError) {
                let stack = try await send(CloudFormation.DescribeStacks(stack: name)).stacks.first
                return stack?.status == "DELETE_COMPLETE" ? nil : stack
            } catch  where error.isMissingStack {
                return nil
            }
        }
    }

    func attempt<Value>(
        _ body: () async throws(AWSError) -> Value
    ) async throws(DeploymentError) -> Value {
        do throws(AWSError) { return try await body() } catch { throw .aws(error) }
    }

    /// A task that is cancelled finds out with its next call.
    func rest(for pause: Duration) async throws(DeploymentError) {
        try? await Task.sleep(for: pause)
    }
}
