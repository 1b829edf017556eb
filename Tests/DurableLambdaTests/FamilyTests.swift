import AWSClient
import TestServices
import TestTools
import Testing

@testable import DurableExecution
@testable import DurableLambda

@Suite struct `Executions on DynamoDB that call one another and continue as new` {
    @Test func `end once each, though every wake-up comes twice`() async throws {
        let book = try await Book()
        try await book.start()
        while case let woken = try await book.woken(), !woken.isEmpty {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for execution in woken + woken {
                    group.addTask { try await book.wake(execution) }
                }
                try await group.waitForAll()
            }
        }
        #expect(try await book.outcome == .succeeded(result: "20"))
        #expect(book.tally.all == ["page 1": 6, "page 2": 4, "page 3": 2])
        #expect(try await book.heads.count == 14)
        #expect(try await book.hasEnded)
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `end, though every process dies at some request`(seed: UInt64) async throws {
        let book = try await Book()
        var random = SplitMix64(state: seed)
        var rounds = 0
        try await book.start()
        while try await !book.hasEnded, rounds < 100 {
            rounds += 1
            while case let woken = try await book.woken(), !woken.isEmpty {
                for execution in woken {
                    // Whoever dies leaves it to the sweep.
                    try? await book.wake(execution, book.harness.mortalClient(using: &random))
                }
            }
            try await book.sweep()
        }
        #expect(try await book.outcome == .succeeded(result: "20"))
        #expect(try await book.heads.count == 14)
        #expect(try await book.hasEnded)
    }
}

/// A book of two volumes, of three chapters each, of one, two and three pages.
private struct Book {
    let harness: LogHarness
    let tally = Tally()
    private let first: ExecutionID

    init() async throws {
        harness = try await LogHarness()
        first = try ExecutionID(workflow: "book", name: ExecutionName("one"))
    }

    func start() async throws {
        let input = try PayloadCoder.encode(Work(left: 2))
        _ = try await host(harness.client)
            .start("book", name: first.name, input: input, until: harness.deadline)
    }

    func wake(_ execution: ExecutionID, _ client: AWSClient? = nil) async throws {
        _ = try await host(client ?? harness.client).wake(execution, until: harness.deadline)
    }

    /// Whom the messages in the queue are to wake.
    func woken() async throws -> [ExecutionID] {
        try await harness.wakeUps().map(ExecutionID.init(rawValue:))
    }

    /// Sweeps when it is time for everything that is under way.
    func sweep() async throws {
        harness.clock.advance(by: LogHarness.lifetime + Sweep.grace)
        try await Sweep(
            table: table,
            store: harness.store,
            wakeUps: WakeUps(client: harness.client, queueURL: harness.queueURL)
        ).run(over: ["book", "chapter"], until: harness.deadline)
    }

    var outcome: ExecutionOutcome? {
        get async throws {
            let last = try await harness.store.last(of: first)
            return try await harness.store.record(of: last.rawValue)?.execution.outcome
        }
    }

    var heads: [ExecutionHead] {
        get async throws { try await table.heads(HeadQuery()) }
    }

    /// Whether all have ended, and everybody has heard of it who must.
    var hasEnded: Bool {
        get async throws { try await heads.allSatisfy { $0.endedAt != nil && $0.due == nil } }
    }

    private var table: DynamoDBLog { DynamoDBLog(client: harness.client, table: harness.table) }

    private func host(_ client: AWSClient) -> ExecutionHost {
        let chapter = Self.chapter(tally)
        return harness.host(of: Self.book(of: chapter).hosted, chapter.hosted, client: client)
    }
}

// MARK: - The workflows

extension Book {
    /// What is left to do, and what has come of the rest.
    private struct Work: Codable {
        var left: Int
        var sum = 0
    }

    /// Each page is an execution of its own.
    private static func chapter(_ tally: Tally) -> Workflow<Work, Int> {
        Workflow("chapter") { (work: Work, context: WorkflowContext) in
            let page = try await context.step("page") {
                tally.count("page \(work.left)")
                return work.left
            }
            guard work.left > 1 else { return work.sum + page }
            try await context.continueAsNew(
                with: Work(left: work.left - 1, sum: work.sum + page)
            )
        }
    }

    /// Three chapters at a time, of one, two and three pages; then the next volume.
    private static func book(of chapter: Workflow<Work, Int>) -> Workflow<Work, Int> {
        Workflow("book") { (work: Work, context: WorkflowContext) in
            var chapters: [ChildWorkflow<Int>] = []
            for pages in 1...3 {
                chapters.append(
                    try await context.start("\(pages)", chapter, input: Work(left: pages))
                )
            }
            var sum = work.sum
            for chapter in chapters { sum += try await chapter.value }
            guard work.left > 1 else { return sum }
            try await context.continueAsNew(with: Work(left: work.left - 1, sum: sum))
        }
    }
}

extension LogHarness {
    /// The client of a process that dies at one of its first requests.
    fileprivate func mortalClient(using random: inout some RandomNumberGenerator) -> AWSClient {
        AWSClient(
            credentials: service.credentials,
            region: service.region,
            http: DyingNetwork(
                diesAt: .random(in: 1...20, using: &random),
                isAnswerLost: .random(using: &random)
            ),
            environment: Environment(service.environment)
        )
    }
}
