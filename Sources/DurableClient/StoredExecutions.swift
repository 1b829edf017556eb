package import DurableExecution
package import DurableHistory

/// Executions in a store, which whoever hosts their workflows runs.
package struct StoredExecutions: ExecutionService {
    package let recordsDeclaredOptions = true
    package let table: any ListableLogTable
    package let store: ExecutionStore
    /// Has their host look at an execution; one on this machine looks by itself.
    private let wake: @Sendable (ExecutionID) async throws -> Void

    package init(
        _ table: any ListableLogTable,
        _ store: ExecutionStore,
        wake: @escaping @Sendable (ExecutionID) async throws -> Void
    ) {
        self.table = table
        self.store = store
        self.wake = wake
    }

    package func execution(_ path: String) async throws -> ExecutionDocument? {
        try await store.read(ExecutionID(rawValue: path)).map { ExecutionDocument($0.head) }
    }

    package func executions(
        of workflow: String,
        _ query: HeadQuery
    ) async throws -> [ExecutionDocument] {
        var query = query
        query.workflow = workflow
        return try await executions(query)
    }

    package func execution(
        of workflow: String,
        named name: ExecutionName
    ) async throws -> ExecutionDocument? {
        try await execution(ExecutionID(workflow: workflow, name: name).rawValue)
    }

    package func executions(_ query: HeadQuery) async throws -> [ExecutionDocument] {
        try await table.heads(query).map(ExecutionDocument.init)
    }

    package func history(of execution: String) async throws -> [EventDocument] {
        let record = try await store.record(of: execution)
        return record?.history.map { EventDocument($0) } ?? []
    }

    package func send(_ request: ExecutionRequest) async throws {
        switch request {
        case .start(let workflow, let name, let input, let options):
            try await store.request(workflow, name, input: input, options: options)
            try await wake(ExecutionID(workflow: workflow, name: name))
        case .fork(let id, let fork):
            let origin = ExecutionID(rawValue: id)
            try await store.fork(
                origin,
                from: fork.operation,
                named: fork.name,
                input: fork.input,
                version: fork.version
            )
            try await wake(ExecutionID(workflow: origin.workflow, name: fork.name))
        case .cancel(let id, let reason): try await tell(id, .cancel(reason: reason))
        case .stop(let id, let error): try await tell(id, .stop(error))
        case .signal(let id, let signal): try await tell(id, .signal(signal))
        case .succeed(let token, let result): try await answer(token, .succeeded(result: result))
        case .fail(let token, let error): try await answer(token, .failed(error))
        case .heartbeat(let token): try await store.beat(token)
        case .pause: throw RefusedRequest.pausesOnLambdaOnly
        case .resume(let id): try await wake(ExecutionID(rawValue: id))
        case .delete(let id, let force):
            let execution = ExecutionID(rawValue: id)
            let isSettled = try await store.read(execution)?.isSettled ?? true
            guard force || isSettled else { throw RefusedRequest.notSettled(id) }
            try await table.delete(execution)
        }
    }

    private func tell(_ id: String, _ event: OutsideEvent) async throws {
        let execution = ExecutionID(rawValue: id)
        try await store.tell(execution, event)
        try await wake(execution)
    }

    private func answer(_ token: CallbackToken, _ completion: CallbackCompletion) async throws {
        try await wake(ExecutionID(rawValue: store.answer(token, with: completion)))
    }
}

extension ExecutionDocument {
    fileprivate init(_ head: ExecutionHead) {
        self.init(
            arn: head.id.rawValue,
            name: head.name,
            functionARN: head.workflow,
            status: head.status,
            startedAt: head.startedAt,
            endedAt: head.endedAt,
            version: head.version,
            tags: head.tags.isEmpty ? nil : head.tags
        )
    }
}
