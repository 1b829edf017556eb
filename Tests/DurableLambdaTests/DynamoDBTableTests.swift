import AWSClient
import Testing

@testable import DurableExecution
@testable import DurableLambda

@Suite struct `A table of executions on DynamoDB` {
    private let harness: LogHarness
    private let one = ExecutionID(rawValue: "w/one")

    init() async throws {
        harness = try await LogHarness()
    }

    private var table: DynamoDBLog { DynamoDBLog(client: harness.client, table: harness.table) }

    private func entry(_ payload: Int = 0) -> LogEntry {
        let step = OperationUpdate(
            id: .path(1, in: nil),
            change: .succeedStep(result: String(repeating: "1", count: payload))
        )
        return LogEntry(nonce: .nonce(), time: harness.clock.now, content: .batch([step]))
    }

    @Test func `keeps what lists show small, however large the input`() async throws {
        let input = String(repeating: "1", count: 100_000)
        _ = try await harness.store.request("w", ExecutionName("one"), input: input)
        let items = try await table.items(of: one)
        let sizes = items.map { item in
            item.reduce(0) { $0 + $1.key.utf8.count + ($1.value.binary?.count ?? 0) }
        }
        #expect(sizes.count == 2)
        #expect(sizes[0] > 100_000)
        #expect(sizes[1] < 500)
        #expect(try await harness.store.read(one)?.start.input == input)
    }

    @Test func `keeps no pieces of an entry that was not written`() async throws {
        for number in 0...1 {
            _ = try await table.append(entry(), at: number, of: one, showing: nil)
        }
        let lost = try await table.append(entry(1_000_000), at: 1, of: one, showing: nil)
        guard case .taken = lost else { throw Unexpected() }
        #expect(try await table.items(of: one).count == 2)
    }

    @Test func `lets an execution be started again under a name that was forgotten`() async throws {
        for number in 0...2 {
            _ = try await table.append(entry(), at: number, of: one, showing: nil)
        }
        try await table.delete(one)
        await #expect(throws: InvalidLog.gap(3)) {
            try await table.append(entry(), at: 3, of: one, showing: nil)
        }
        for number in 0...4 {
            let appended = try await table.append(entry(), at: number, of: one, showing: nil)
            #expect(appended == .written)
        }
        #expect(try await table.read(one).count == 5)
    }

    @Test func `does not bring back what was forgotten by showing it`() async throws {
        _ = try await harness.store.request("w", ExecutionName("one"), input: nil)
        let head = try #require(try await table.heads(HeadQuery()).first)
        try await table.delete(one)
        try await table.show(head, at: 1)
        try await table.announce(harness.clock.now, of: one)
        #expect(try await table.heads(HeadQuery()).isEmpty)
        #expect(try await table.read(one).isEmpty)
    }

    @Test func `shows nothing older than what it shows`() async throws {
        _ = try await harness.store.request("w", ExecutionName("one"), input: nil)
        var head = try #require(try await table.heads(HeadQuery()).first)
        head.status = .succeeded
        try await table.show(head, at: 5)
        head.status = .running
        try await table.show(head, at: 4)
        try await table.announce(harness.clock.now, of: one)
        #expect(try await table.heads(HeadQuery()).first?.status == .succeeded)
    }
}
