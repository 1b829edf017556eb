import TestServices
import Testing

@testable import DurableExecution
@testable import DurableLambda

@Suite struct `Executions on DynamoDB that call one another and continue as new` {
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

    @Test func `end once each, though every wake-up comes twice`() async throws {
        let harness = try await LogHarness()
        let tally = Tally()
        let chapter = Self.chapter(tally)
        let host = harness.host(of: Self.book(of: chapter).hosted, chapter.hosted)
        let input = try PayloadCoder.encode(Work(left: 2))
        let first = try await host.start(
            "book",
            name: ExecutionName("one"),
            input: input,
            until: harness.deadline
        ).0
        try await harness.deliverWakeUpsTwice(to: host)
        let last = try await host.store.last(of: first)
        let outcome = try await host.store.record(of: last.rawValue)?.execution.outcome
        #expect(outcome == .succeeded(result: "20"))
        #expect(tally.all == ["page 1": 6, "page 2": 4, "page 3": 2])
        let table = DynamoDBLog(client: harness.client, table: harness.table)
        let heads = try await table.heads(HeadQuery())
        #expect(heads.count == 14)
        #expect(heads.allSatisfy { $0.endedAt != nil && $0.due == nil })
    }
}

extension LogHarness {
    /// Brings what is in the queue, twice and at the same time, until nothing more comes.
    fileprivate func deliverWakeUpsTwice(to host: ExecutionHost) async throws {
        while case let woken = try await wakeUps(), !woken.isEmpty {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for execution in woken + woken {
                    group.addTask {
                        let id = ExecutionID(rawValue: execution)
                        _ = try await host.wake(id, until: deadline)
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}
