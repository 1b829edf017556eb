import AWSClient
public import DurableExecution
import DurableHistory
import HTTPTransport

/// The executions of a workflow that another function hosts: starts them, looks at them, answers what they
/// wait for.
///
/// ```swift
/// let approvals = try Executions(of: "document-approval", from: Document.self, to: Outcome.self)
/// try await approvals.start(named: "document-17", input: document)
/// for approval in try await approvals.list(.running) {
///     print(approval.name, approval.callbacks)
/// }
/// try await approvals.answer(token, with: Decision(approved: true))
/// ```
///
/// `PERDURE_EXECUTIONS` says where they are kept: `dynamodb://TABLE`, with the URL of the queue that wakes
/// their host in `PERDURE_WAKE_QUEUE`, or `lambda://FUNCTION:ALIAS` where AWS's durable functions service
/// keeps them. Region and credentials are those of the function.
public struct Executions<Input: Sendable, Output: Sendable>: Sendable {
    let workflow: String
    let options: StartOptions
    let service: any ExecutionService

    /// The executions of a workflow that is known by its name.
    ///
    /// - Throws: an error that names the variable that is missing or cannot be used.
    public init(of workflow: String, from input: Input.Type, to output: Output.Type) throws {
        self.init(workflow, StartOptions(), try Self.service())
    }

    /// The executions of a workflow whose code is at hand; in a table they are started with its timeout,
    /// tags and version, on Lambda with what their function has.
    ///
    /// - Throws: an error that names the variable that is missing or cannot be used.
    public init(of workflow: Workflow<Input, Output>) throws where Input: Decodable {
        self.init(workflow.name, try workflow.hosted.startOptions, try Self.service())
    }

    private static func service() throws -> any ExecutionService {
        try RemoteStore.executions(.process) { try AWSClient($0, http: HTTPClient()) }
    }

    package init(_ workflow: String, _ options: StartOptions, _ service: any ExecutionService) {
        self.workflow = workflow
        self.options = service.recordsDeclaredOptions ? options : StartOptions()
        self.service = service
    }

    /// How an execution stands; `nil` where there is none of this name.
    public func execution(named name: String) async throws -> ExecutionSnapshot<Input, Output>? {
        guard let found = try await service.execution(of: workflow, named: ExecutionName(name))
        else { return nil }
        return try await snapshot(found)
    }

    /// Executions with one of some statuses, or with any, the newest first; a page goes on after the
    /// `cursor` of the last execution of the page before.
    public func list(
        _ statuses: ExecutionStatus...,
        limit: Int = 20,
        after cursor: String? = nil
    ) async throws -> [ExecutionSnapshot<Input, Output>] {
        var query = HeadQuery()
        query.statuses = Set(statuses)
        query.limit = limit
        if let cursor {
            guard let position = HeadQuery.Position(text: cursor) else {
                throw InvalidCursor(cursor: cursor)
            }
            query.after = position
        }
        let found = try await service.executions(of: workflow, query)
        return try await withThrowingTaskGroup { group in
            for (index, execution) in found.enumerated() {
                group.addTask { (index, try await snapshot(execution)) }
            }
            let snapshots = try await group.reduce(into: []) { $0.append($1) }
            return snapshots.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func snapshot(
        _ execution: ExecutionDocument
    ) async throws -> ExecutionSnapshot<Input, Output> {
        ExecutionSnapshot(execution, try await service.history(of: execution.arn))
    }
}

extension Executions where Input: Encodable {
    /// Has an execution started by whoever hosts its workflow; again under the same name, with the same
    /// input, does nothing.
    ///
    /// The name is 1 to 64 letters, digits, hyphens and underscores. Up to three `tags` help to find it.
    ///
    /// - Throws: ``DurableExecution/InputConflict`` where the name was used with another input.
    public func start(named name: String, input: Input, tags: [String]? = nil) async throws {
        let name = try ExecutionName(name)
        var options = options
        if let tags { options.tags = try Tags(tags) }
        let input = try PayloadCoder.encode(input)
        try await service.send(.start(workflow: workflow, name: name, input: input, options))
    }
}

/// The text is not where a page of executions has ended.
public struct InvalidCursor: Error, Hashable, CustomStringConvertible {
    /// The text.
    public let cursor: String

    /// What it means, and what to do.
    public var description: String {
        "'\(cursor)' is not where a page has ended: give the cursor of its last execution."
    }
}
