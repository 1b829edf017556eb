package import DurableExecution
package import DurableHistory

/// What keeps executions, and what can be asked of it: Lambda's API, or a store.
package protocol ExecutionService: Sendable {
    /// Whether new executions have what their workflow declares; on Lambda they have their function's
    /// settings instead.
    var recordsDeclaredOptions: Bool { get }

    /// The execution with a path or an ARN; `nil` where it is none, or is best looked for by listing.
    func execution(_ path: String) async throws -> ExecutionDocument?

    /// Those of one workflow, whatever the query says of that, the newest first.
    func executions(of workflow: String, _ query: HeadQuery) async throws -> [ExecutionDocument]

    /// The newest execution of a workflow under a name.
    func execution(
        of workflow: String,
        named name: ExecutionName
    ) async throws
        -> ExecutionDocument?

    /// The newest first.
    func executions(_ query: HeadQuery) async throws -> [ExecutionDocument]

    func history(of execution: String) async throws -> [EventDocument]

    func send(_ request: ExecutionRequest) async throws
}

/// What an execution, or the service for it, is told.
package enum ExecutionRequest: Sendable {
    case start(workflow: String, name: ExecutionName, input: String?, StartOptions)
    case fork(String, ForkRequest)
    case cancel(String, reason: String?)
    case stop(String, ErrorObject)
    case signal(String, Signal)
    case succeed(CallbackToken, result: String?)
    case fail(CallbackToken, ErrorObject)
    case heartbeat(CallbackToken)
    case pause(String, reason: String?)
    case resume(String)
    /// Without `force` only where everybody has heard of its end.
    case delete(String, force: Bool)
}

/// Another execution that goes on where one stood before an operation began.
package struct ForkRequest: Sendable {
    /// The operation's name or id.
    package let operation: String
    package let name: ExecutionName
    /// Another input than the origin's.
    package let input: String?
    /// Another version of the workflow's code.
    package let version: String?

    package init(operation: String, name: ExecutionName, input: String?, version: String?) {
        self.operation = operation
        self.name = name
        self.input = input
        self.version = version
    }
}

extension ExecutionService {
    /// Every execution that a query selects, page by page.
    package func all(_ query: HeadQuery) async throws -> [ExecutionDocument] {
        var query = query
        query.limit = 1000
        var found: [ExecutionDocument] = []
        while case let page = try await executions(query), let last = page.last {
            found += page
            query.after = HeadQuery.Position(last)
        }
        return found
    }

    /// The first executions of a query for which a condition holds, page by page.
    package func executions(
        _ query: HeadQuery,
        limit: Int,
        where selects: (ExecutionDocument, any ExecutionService) async throws -> Bool
    ) async throws -> [ExecutionDocument] {
        var query = query
        query.limit = limit
        var found: [ExecutionDocument] = []
        while case let page = try await executions(query), let last = page.last {
            for execution in page where try await selects(execution, self) {
                found.append(execution)
                if found.count == limit { return found }
            }
            query.after = HeadQuery.Position(last)
        }
        return found
    }

    /// The execution that a name, a path or an ARN names.
    package func find(_ name: String) async throws -> ExecutionDocument {
        if let execution = try await execution(name) { return execution }
        let found = try await all(HeadQuery()).filter { $0.arn == name || $0.name == name }
        guard let first = found.first else { throw RefusedRequest.unknownExecution(name) }
        guard found.count == 1 else {
            throw RefusedRequest.ambiguousExecution(name, found.map(\.arn))
        }
        return first
    }

    /// An execution and those that carry its work on, in order.
    package func chain(from first: ExecutionDocument) async throws -> [ExecutionDocument] {
        var chain = [first]
        while let last = chain.last {
            var query = HeadQuery()
            query.continues = ExecutionID(rawValue: last.arn)
            guard let next = try await executions(query).first else { break }
            chain.append(next)
        }
        return chain
    }

    /// What waits for an answer.
    package func openCallbacks() async throws -> [OpenCallback] {
        var query = HeadQuery()
        query.statuses = [.running]
        var callbacks: [OpenCallback] = []
        for execution in try await all(query) {
            let events = try await history(of: execution.arn)
            callbacks += OpenCallback.all(of: execution, in: events)
        }
        return callbacks
    }
}

extension HeadQuery.Position {
    package init(_ execution: ExecutionDocument) {
        self.init(startedAt: execution.startedAt, id: ExecutionID(rawValue: execution.arn))
    }

    /// As the command line shows it and takes it.
    package var text: String { "\(startedAt.millisecondsSinceEpoch):\(id.rawValue)" }

    package init?(text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let time = Int64(parts[0]) else { return nil }
        self.init(
            startedAt: Timestamp(millisecondsSinceEpoch: time),
            id: ExecutionID(rawValue: String(parts[1]))
        )
    }
}
