import DurableExecution
import DurableHistory
import DurableLocal
import Foundation
import LambdaEmulator

/// Executions in a store, which whoever hosts their workflows runs.
struct StoredExecutions: ExecutionService {
    private let table: any ListableLogTable
    private let store: ExecutionStore

    init(_ store: LocalStore) {
        table = store.table
        self.store = .local(store.table, now: { WallClock().now })
    }

    func executions(_ query: HeadQuery) async throws -> [ExecutionDocument] {
        try await table.heads(query).map(ExecutionDocument.init)
    }

    func history(of execution: String) async throws -> [EventDocument] {
        let record = try await store.record(of: execution)
        return record?.history.map { EventDocument($0) } ?? []
    }

    func send(_ request: ExecutionRequest) async throws {
        switch request {
        case .start(let workflow, let name, let input, let tags):
            let options = StartOptions(tags: try Tags(tags))
            let name = try ExecutionName(name)
            try await store.request(workflow, name, input: input, options: options)
        case .cancel(let id, let reason): try await tell(id, .cancel(reason: reason))
        case .stop(let id, let error): try await tell(id, .stop(error))
        case .signal(let id, let signal): try await tell(id, .signal(signal))
        case .succeed(let token, let result):
            _ = try await store.answer(token, with: .succeeded(result: result))
        case .fail(let token, let error): _ = try await store.answer(token, with: .failed(error))
        case .heartbeat(let token): try await store.beat(token)
        case .delete(let id): try await table.delete(ExecutionID(rawValue: id))
        }
    }

    private func tell(_ id: String, _ event: OutsideEvent) async throws {
        try await store.tell(ExecutionID(rawValue: id), event)
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
