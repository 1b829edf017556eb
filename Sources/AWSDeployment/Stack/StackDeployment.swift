package import AWSClient

/// Brings a stack to what a template says, from whatever state it is in.
///
/// Every step can be repeated: a deployment that was cut off ends, when it is tried again, where it would have ended.
package struct StackDeployment: Sendable {
    package let stack: String
    package let template: DeployableTemplate
    /// The zips' contents, by the paths in the template.
    package let zips: [String: [UInt8]]
    package var parameters: [String: String] = [:]
    package var tags: [String: String] = [:]
    package var bucket: String?
    package var roleARN: String?
    /// Between two looks at what CloudFormation does.
    package var pause: Duration = .seconds(2)

    private let aws: AWSClient
    private let report: @Sendable (StackProgress) -> Void

    package init(
        stack: String,
        template: DeployableTemplate,
        zips: [String: [UInt8]],
        aws: AWSClient,
        report: @escaping @Sendable (StackProgress) -> Void
    ) {
        self.stack = stack
        self.template = template
        self.zips = zips
        self.aws = aws
        self.report = report
    }

    /// Says what would change, and changes it unless that is all that was asked for.
    package func run(isDryRun: Bool = false) async throws(DeploymentError) -> StackOutcome {
        let bucket = try await artifacts()
        let text = template.replacing(try await upload(to: bucket))
        let source = try await source(text, in: bucket)
        let kind = try await prepareStack()
        let changeSet = try await changeSet(kind, source)
        guard case .ready(let id) = changeSet else {
            try await forget(changeSet.id, kind)
            return .nothingToChange
        }
        guard !isDryRun else {
            try await forget(id, kind)
            return .wouldChange
        }
        try await execute(id)
        return .deployed
    }

    /// The stack as it is now; nil where there is none.
    package func current() async throws(DeploymentError) -> CloudFormation.Stack? {
        try await aws.stack(stack)
    }

    /// What the stack is made of.
    package func resources() async throws(DeploymentError)
        -> [CloudFormation.ListStackResources.Resource]
    {
        try await aws.attempt { () throws(AWSError) in
            var resources: [CloudFormation.ListStackResources.Resource] = []
            var pages = aws.pages(of: CloudFormation.ListStackResources(stack: stack))
                .makeAsyncIterator()
            while let page = try await pages.next() { resources += page.resources }
            return resources
        }
    }
}

// MARK: - Code

extension StackDeployment {
    private func artifacts() async throws(DeploymentError) -> ArtifactBucket {
        if let bucket { return ArtifactBucket(aws: aws, name: bucket) }
        let identity = try await aws.attempt { () throws(AWSError) in
            try await aws.send(STS.GetCallerIdentity())
        }
        let bucket = ArtifactBucket(aws: aws, name: "perdure-\(identity.account)-\(aws.region)")
        try await bucket.prepare()
        return bucket
    }

    /// Returns where each zip is then.
    private func upload(to bucket: ArtifactBucket) async throws(DeploymentError) -> [String: String]
    {
        var places: [String: String] = [:]
        for path in Set(template.codePlaces.map(\.path)).sorted() {
            guard let zip = zips[path] else { throw .noZip(path, reason: "it was not read") }
            let (key, isNew) = try await bucket.keep(zip, suffix: ".zip")
            report(isNew ? .uploading(path: path, bytes: zip.count) : .unchanged(path: path))
            places[path] = "s3://\(bucket.name)/\(key)"
        }
        return places
    }

    /// Source: CloudFormation quotas: a template in a request has up to 51,200 bytes.
    private func source(
        _ text: String,
        in bucket: ArtifactBucket
    ) async throws(DeploymentError) -> CloudFormation.Template {
        guard text.utf8.count > 51_200 else { return .body(text) }
        let (key, _) = try await bucket.keep(Array(text.utf8), suffix: ".template")
        return .url("https://s3.\(aws.region).amazonaws.com/\(bucket.name)/\(key)")
    }
}

// MARK: - The stack

extension StackDeployment {
    /// Waits for others and clears away what failed, until the stack can be created or updated.
    private func prepareStack() async throws(DeploymentError)
        -> CloudFormation.CreateChangeSet.Kind
    {
        while true {
            let status = try await aws.status(of: stack)
            switch StackMove(status: status) {
            case .create: return .create
            case .update: return .update
            case .wait:
                report(.waitingForOther(status: status ?? ""))
                var watch = StackWatch(aws, stack: stack, pause: pause, report: report)
                try await watch.skipPast()
                _ = try await watch.rest()
            case .deleteFirst:
                report(.removingFailedStack(status: status ?? ""))
                try await StackRemoval(stack: stack, aws: aws, pause: pause, report: report).run()
            case .giveUp: throw .needsAttention(stack: stack, status: status ?? "")
            }
        }
    }

    private enum ChangeSet {
        case ready(String)
        case empty(String)

        var id: String {
            switch self {
            case .ready(let id), .empty(let id): id
            }
        }
    }

    private func changeSet(
        _ kind: CloudFormation.CreateChangeSet.Kind,
        _ source: CloudFormation.Template
    ) async throws(DeploymentError) -> ChangeSet {
        let id = try await create(kind, source)
        var answer = try await describe(id)
        while answer.status.hasSuffix("_PENDING") || answer.status.hasSuffix("_IN_PROGRESS") {
            try await aws.rest(for: pause)
            answer = try await describe(id)
        }
        guard answer.status == "CREATE_COMPLETE" else {
            let reason = answer.statusReason ?? answer.status
            if Self.saysNothingChanges(reason) { return .empty(id) }
            try await forget(id, kind)
            throw .refusal([reason], .changeSetFailed(reason))
        }
        guard !answer.changes.isEmpty else { return .empty(id) }
        for change in answer.changes { report(.change(change)) }
        return .ready(id)
    }

    /// Under a name that none had before: what a deployment that was cut off left behind is in nobody's way, and
    /// goes when this one is executed.
    private func create(
        _ kind: CloudFormation.CreateChangeSet.Kind,
        _ source: CloudFormation.Template
    ) async throws(DeploymentError) -> String {
        let name = "perdure-\(UInt64.random(in: .min ... .max))"
        do throws(AWSError) {
            return try await aws.send(
                CloudFormation.CreateChangeSet(
                    stack: stack,
                    name: name,
                    kind: kind,
                    template: source,
                    stackParameters: parameters,
                    capabilities: [
                        "CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND",
                    ],
                    tags: tags,
                    roleARN: roleARN
                )
            )
        } catch  where error.code == "ValidationError" {
            throw .refusal([error.message], .changeSetFailed(error.message))
        } catch {
            throw .aws(error)
        }
    }

    /// All pages of it.
    private func describe(
        _ id: String
    ) async throws(DeploymentError) -> (
        status: String, statusReason: String?, changes: [CloudFormation.DescribeChangeSet.Change]
    ) {
        try await aws.attempt { () throws(AWSError) in
            var pages = aws.pages(
                of: CloudFormation.DescribeChangeSet(changeSet: id, stack: stack)
            ).makeAsyncIterator()
            var changes: [CloudFormation.DescribeChangeSet.Change] = []
            var status = ""
            var reason: String?
            while let page = try await pages.next() {
                status = page.status
                reason = page.statusReason
                changes += page.changes
            }
            return (status, reason, changes)
        }
    }

    private func execute(_ changeSet: String) async throws(DeploymentError) {
        let id = try await current()?.arn ?? stack
        var watch = StackWatch(aws, stack: id, pause: pause, report: report)
        try await watch.skipPast()
        try await aws.attempt { () throws(AWSError) in
            try await aws.send(
                CloudFormation.ExecuteChangeSet(changeSet: changeSet, stack: stack)
            )
        }
        let status = try await watch.rest()
        guard let status, StackEnd(status: status) == .succeeded else {
            let reasons = watch.failures
            throw .refusal(reasons, .stackFailed(stack, reasons: reasons))
        }
    }

    /// Removes a change set, and the empty stack that exists only for its sake.
    private func forget(
        _ changeSet: String,
        _ kind: CloudFormation.CreateChangeSet.Kind
    ) async throws(DeploymentError) {
        try await aws.attempt { () throws(AWSError) in
            try await aws.send(CloudFormation.DeleteChangeSet(changeSet: changeSet, stack: stack))
        }
        guard kind == .create else { return }
        try await aws.attempt { () throws(AWSError) in
            try await aws.send(CloudFormation.DeleteStack(stack: stack))
        }
    }

    private static func saysNothingChanges(_ reason: String) -> Bool {
        ["didn't contain changes", "No updates are to be performed"].contains {
            reason.contains($0)
        }
    }
}
