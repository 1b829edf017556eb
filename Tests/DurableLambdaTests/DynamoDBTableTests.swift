import AWSClient
import HTTPTransport
import TestServices
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
        try await table.announce(harness.clock.now, of: one, at: 2)
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
        try await table.announce(harness.clock.now, of: one, at: 6)
        #expect(try await table.heads(HeadQuery()).first?.status == .succeeded)
    }

    @Test(arguments: [nil, .seconds(-600), .zero, .days(3)] as [Duration?])
    func `says that something is due whatever a sweep has seen before`(due: Duration?) async throws
    {
        _ = try await harness.store.request("w", ExecutionName("one"), input: nil)
        var head = try #require(try await table.heads(HeadQuery()).first)
        let now = harness.clock.now
        head.due = due.map(now.advanced(by:))
        try await table.show(head, at: 3)
        try await table.announce(now, of: one, at: 4)
        // The sweep has read the log before entry 4 was written, and shows it only now.
        head.due = nil
        try await table.show(head, at: 3)
        let said = try #require(try await table.heads(HeadQuery()).first?.due)
        #expect(said <= now)
        try await table.show(head, at: 4)
        #expect(try await table.heads(HeadQuery()).first?.due == nil)
    }

    @Test func `takes nothing from outside that it cannot say to be due`() async throws {
        _ = try await harness.store.request("w", ExecutionName("one"), input: nil)
        let head = try #require(try await table.heads(HeadQuery()).first)
        let throttled = AWSClient(
            credentials: harness.service.credentials,
            region: harness.service.region,
            http: UpdatesThrottled(),
            environment: Environment(harness.service.environment),
            clock: ImmediateClock()
        )
        let event = LogEntry(
            nonce: "n",
            time: harness.clock.now,
            content: .event(.cancel(reason: ""))
        )
        await #expect(throws: AWSError.self) {
            try await DynamoDBLog(client: throttled, table: harness.table)
                .append(event, at: 1, of: one, showing: head)
        }
        #expect(try await table.read(one).count == 1)
    }

    @Test func `reads an entry in pieces that was written between two pages`() async throws {
        for number in 0...3 {
            _ = try await table.append(entry(300_000), at: number, of: one, showing: nil)
        }
        let late = LogEntry(nonce: "late", time: harness.clock.now, content: entry(500_000).content)
        let pausing = AWSClient(
            credentials: harness.service.credentials,
            region: harness.service.region,
            http: BetweenPages { [table, one] in
                _ = try? await table.append(late, at: 4, of: one, showing: nil)
            },
            environment: Environment(harness.service.environment)
        )
        let found = try await DynamoDBLog(client: pausing, table: harness.table).read(one)
        #expect(found.count == 5)
        #expect(found.last == late)
    }
}

/// A network to a table that has no capacity for changes of items.
private struct UpdatesThrottled: HTTPSending {
    private let real = PatientNetwork()

    func send(
        _ request: HTTPRequest,
        to origin: Origin,
        timeout: Duration,
        isIdempotent: Bool
    ) async throws(HTTPError) -> HTTPResponse {
        guard request.fields["X-Amz-Target"]?.hasSuffix("UpdateItem") == true else {
            return try await real.send(
                request,
                to: origin,
                timeout: timeout,
                isIdempotent: isIdempotent
            )
        }
        return HTTPResponse(status: 400, body: Array(#"{"__type":"ThrottlingException"}"#.utf8))
    }
}

/// A network on which something happens before the second page of a query is asked for.
private struct BetweenPages: HTTPSending {
    let action: @Sendable () async -> Void
    private let real = PatientNetwork()

    init(_ action: @escaping @Sendable () async -> Void) {
        self.action = action
    }

    func send(
        _ request: HTTPRequest,
        to origin: Origin,
        timeout: Duration,
        isIdempotent: Bool
    ) async throws(HTTPError) -> HTTPResponse {
        let isSecond = String(decoding: request.body, as: UTF8.self).contains("ExclusiveStartKey")
        if isSecond { await action() }
        return try await real.send(
            request,
            to: origin,
            timeout: timeout,
            isIdempotent: isIdempotent
        )
    }
}
