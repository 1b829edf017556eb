import DurableExecution
import Testing

@testable import AWSClient
@testable import LambdaEmulator

@Suite struct `A batch of messages` {
    private static let ids: Set = ["a", "b", "c"]
    private static let failed = InvocationOutcome.failed(
        FunctionFailure(cause: .reported, type: "E", message: "")
    )

    @Test(arguments: [
        ("", BatchFailures.none),
        ("null", .none),
        ("{}", .none),
        (#"{"batchItemFailures":null}"#, .none),
        (#"{"batchItemFailures":[]}"#, .none),
        (#"{"batchItemFailures":[{"itemIdentifier":"b"}]}"#, .some(["b"])),
        (
            #"{"batchItemFailures":[{"itemIdentifier":"b"},{"itemIdentifier":"a"}]}"#,
            .some(["a", "b"])
        ),
        (#"{"batchItemFailures":[{"itemIdentifier":""}]}"#, .all),
        (#"{"batchItemFailures":[{"itemIdentifier":null}]}"#, .all),
        (#"{"batchItemFailures":[{"identifier":"b"}]}"#, .all),
        (#"{"batchItemFailures":[{"itemIdentifier":"z"}]}"#, .all),
        (#"{"batchItemFailures":"b"}"#, .all),
        (#""done""#, .all),
        ("{", .all),
    ])
    func `comes again as far as the answer names what failed`(
        answer: String,
        expected: BatchFailures
    ) {
        let outcome = InvocationOutcome.succeeded(Array(answer.utf8))
        #expect(BatchFailures(outcome, among: Self.ids, areAsked: true) == expected)
    }

    @Test(arguments: ["{", #"{"batchItemFailures":[{"itemIdentifier":"b"}]}"#])
    func `is done whatever the answer says where nobody asked what failed`(answer: String) {
        let outcome = InvocationOutcome.succeeded(Array(answer.utf8))
        #expect(BatchFailures(outcome, among: Self.ids, areAsked: false) == .none)
    }

    @Test(arguments: [true, false])
    func `comes again as a whole where the function fails`(areAsked: Bool) {
        #expect(BatchFailures(Self.failed, among: Self.ids, areAsked: areAsked) == .all)
    }
}

@Suite struct `Messages are gathered` {
    private let start = Timestamp(millisecondsSinceEpoch: 0)

    private func messages(_ count: Int) -> [SQS.Message] {
        (0..<count).map { SQS.Message(id: "\($0)", body: "", receiptHandle: "\($0)") }
    }

    @Test func `until one has come, where there is no window`() {
        var batch = GatheredBatch(size: 10, window: .zero)
        #expect(batch.demand(at: start) == .init(count: 10, wait: .seconds(5)))
        batch.add([], at: start.advanced(by: .seconds(20)))
        #expect(batch.demand(at: start.advanced(by: .seconds(20))) != nil)
        batch.add(messages(1), at: start.advanced(by: .seconds(21)))
        #expect(batch.demand(at: start.advanced(by: .seconds(21))) == nil)
        #expect(batch.messages.count == 1)
    }

    @Test func `until the window closes, which the first of them opens`() {
        var batch = GatheredBatch(size: 100, window: .seconds(30))
        let first = start.advanced(by: .seconds(5))
        batch.add(messages(8), at: first)
        #expect(batch.demand(at: first) == .init(count: 10, wait: .seconds(5)))
        let later = first.advanced(by: .seconds(28))
        batch.add(messages(8), at: later)
        #expect(batch.demand(at: later) == .init(count: 10, wait: .seconds(2)))
        #expect(batch.demand(at: first.advanced(by: .seconds(30))) == nil)
    }

    @Test func `until the batch is full`() {
        var batch = GatheredBatch(size: 12, window: .seconds(30))
        batch.add(messages(10), at: start)
        #expect(batch.demand(at: start)?.count == 2)
        batch.add(messages(2), at: start)
        #expect(batch.demand(at: start) == nil)
    }
}
