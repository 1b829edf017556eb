import LogTables
import TestServices
import Testing

@testable import DurableExecution

/// Tables that can say which executions they hold, against the one in memory.
@Suite struct `A table that lists its executions` {
    private let model = InMemoryLog()

    /// Writes the next entry of an execution, with its head, into both tables.
    private func write(_ head: ExecutionHead, _ table: any ListableLogTable) async throws {
        let entry = LogEntry(nonce: .nonce(), time: .origin, content: .suspension)
        let number = model.read(head.id).count
        #expect(try model.append(entry, at: number, of: head.id, showing: head) == .written)
        #expect(
            try await table.append(entry, at: number, of: head.id, showing: head) == .written
        )
    }

    @Test(arguments: TableKind.others, 1...5 as ClosedRange<UInt64>)
    func `shows whatever the one in memory shows`(
        _ kind: TableKind,
        seed: UInt64
    ) async throws {
        let table = try await kind.make()
        var random = SplitMix64(state: seed)
        for _ in 1...60 { try await write(.random(using: &random), table) }
        for _ in 1...40 {
            let query = HeadQuery.random(using: &random)
            #expect(try await table.heads(query) == model.heads(query))
            let moment = Timestamp.random(using: &random)
            let workflows: Set = ["order", "refund"]
            let due = try await table.due(by: moment, of: workflows, limit: 7)
            #expect(due == model.due(by: moment, of: workflows, limit: 7))
        }
    }

    @Test(arguments: TableKind.others, [1, 3, 100])
    func `shows every execution once, page by page`(_ kind: TableKind, limit: Int) async throws {
        let table = try await kind.make()
        var random = SplitMix64(state: 7)
        for _ in 1...30 { try await write(.random(using: &random), table) }
        var query = HeadQuery()
        let all = model.heads(query)
        query.limit = limit
        var seen: [ExecutionHead] = []
        while case let page = try await table.heads(query), let last = page.last {
            seen += page
            query.after = HeadQuery.Position(last)
        }
        #expect(seen == all)
    }

    @Test(arguments: TableKind.others)
    func `forgets what is deleted, and takes nothing more from its owner`(
        _ kind: TableKind
    ) async throws {
        let table = try await kind.make()
        var random = SplitMix64(state: 11)
        let head = ExecutionHead.random(using: &random)
        try await write(head, table)
        try await write(head, table)
        try await table.delete(head.id)
        #expect(try await table.read(head.id).isEmpty)
        #expect(try await table.heads(HeadQuery()).isEmpty)
        let entry = LogEntry(nonce: "n", time: .origin, content: .suspension)
        await #expect(throws: InvalidLog.gap(2)) {
            try await table.append(entry, at: 2, of: head.id, showing: head)
        }
    }

    @Test(arguments: TableKind.others)
    func `shows nothing of an entry that was not written`(_ kind: TableKind) async throws {
        let table = try await kind.make()
        var random = SplitMix64(state: 13)
        var head = ExecutionHead.random(using: &random)
        try await write(head, table)
        let shown = head
        head.status = .stopped
        let late = LogEntry(nonce: "late", time: .origin, content: .suspension)
        _ = try await table.append(late, at: 0, of: head.id, showing: head)
        #expect(try await table.heads(HeadQuery()) == [shown])
    }
}

extension Timestamp {
    fileprivate static let origin = Timestamp(millisecondsSinceEpoch: 1_700_000_000_000)

    /// One of a few, so that they collide.
    fileprivate static func random(using random: inout some RandomNumberGenerator) -> Timestamp {
        Timestamp(millisecondsSinceEpoch: .random(in: 0..<8, using: &random))
    }
}

extension ExecutionHead {
    fileprivate static func random(using random: inout some RandomNumberGenerator) -> Self {
        let number = Int.random(in: 0..<20, using: &random)
        let workflow = ["order", "refund", "été"][number % 3]
        let tags = ["a", "b \"q\"", "ü\n"]
        let isOwned = Bool.random(using: &random)
        return ExecutionHead(
            id: ExecutionID(rawValue: "\(workflow)/\(number)"),
            workflow: workflow,
            name: "\(number)",
            version: number % 2 == 0 ? "1" : nil,
            tags: Array(tags.prefix(number % 4)),
            startedAt: Timestamp(millisecondsSinceEpoch: Int64(number / 3)),
            parent: number % 4 == 0 ? .init(execution: .parent, operation: .execution) : nil,
            continues: number % 5 == 0 ? .parent : nil,
            status: ExecutionStatus.allCases.randomElement(using: &random) ?? .running,
            endedAt: Bool.random(using: &random) ? .random(using: &random) : nil,
            owner: Bool.random(using: &random)
                ? LogEntry.Owner(deadline: .random(using: &random), process: 1 << 62) : nil,
            isOwned: isOwned,
            due: Bool.random(using: &random) ? .random(using: &random) : nil
        )
    }
}

extension ExecutionID {
    fileprivate static let parent = ExecutionID(rawValue: "order/0")
}

extension HeadQuery {
    fileprivate static func random(using random: inout some RandomNumberGenerator) -> Self {
        func sometimes<Value>(_ value: Value, _ random: inout some RandomNumberGenerator) -> Value?
        { Int.random(in: 0..<4, using: &random) == 0 ? value : nil }
        var query = HeadQuery()
        query.statuses = sometimes([.running, .failed], &random) ?? []
        query.workflow = sometimes("order", &random)
        query.tag = sometimes("b \"q\"", &random)
        query.startedAfter = sometimes(.random(using: &random), &random)
        query.startedBefore = sometimes(.random(using: &random), &random)
        query.endedBefore = sometimes(.random(using: &random), &random)
        query.parent = sometimes(.parent, &random)
        query.continues = sometimes(.parent, &random)
        query.isOwned = sometimes(Bool.random(using: &random), &random)
        query.limit = .random(in: 1...9, using: &random)
        return query
    }
}
