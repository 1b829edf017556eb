import DurableExecution
import HTTPTransport
import JSONCoding
import Synchronization
import Testing

@testable import AWSClient
@testable import LambdaEmulator

@Suite struct QueuePollerTests {
    private static let throttled = failure(.throttled)
    private static let partly = InvocationOutcome.succeeded(
        Array(#"{"batchItemFailures":[{"itemIdentifier":"b"}]}"#.utf8)
    )

    private static func failure(_ cause: FunctionFailure.Cause) -> InvocationOutcome {
        .failed(FunctionFailure(cause: cause, type: "E", message: ""))
    }

    @Test(arguments: [
        ([InvocationOutcome.succeeded([])], ["a", "b"]),
        ([partly], ["a"]),
        ([failure(.reported)], []),
        ([failure(.timedOut)], []),
        ([throttled, throttled, partly], ["a"]),
        // For as long as the messages are hidden.
        (Array(repeating: throttled, count: 5), []),
    ])
    func `what is done is deleted, and nothing else`(
        outcomes: [InvocationOutcome],
        deleted: [String]
    ) async {
        let queue = ScriptedQueue(["a", "b"])
        let script = Script(outcomes)
        let news = await firstNews(of: queue) { script.next() }
        #expect(news == .delivered(done: deleted.count, left: 2 - deleted.count))
        #expect(queue.deleted == deleted)
        #expect(script.isOver)
    }

    @Test func `what no filter lets through is deleted unseen`() async throws {
        let queue = ScriptedQueue(["a"])
        let pattern = try EventPattern(#"{"body":["other"]}"#)
        let news = await firstNews(of: queue, filters: [pattern]) { .failed(.stopped) }
        #expect(news == .filtered(1))
        #expect(queue.deleted == ["a"])
    }

    /// Polls until there is something to tell.
    private func firstNews(
        of queue: ScriptedQueue,
        filters: [EventPattern] = [],
        outcome: @escaping @Sendable () -> InvocationOutcome
    ) async -> EmulatorEvent.QueueNews? {
        var source = EventSource(
            logicalID: "S",
            queueARN: "arn:aws:sqs:us-east-1:000000000000:q",
            queueURL: "http://127.0.0.1/000000000000/q",
            function: "F",
            qualifier: nil
        )
        source.reportsItemFailures = true
        source.visibilityTimeout = .seconds(30)
        source.filters = filters
        let (news, told) = AsyncStream.makeStream(of: EmulatorEvent.QueueNews.self)
        let poller = QueuePoller(
            source: source,
            client: AWSClient(
                credentials: Credentials(accessKeyID: "k", secretAccessKey: "s"),
                region: .first,
                http: queue,
                environment: [:]
            ),
            time: HastyTime(),
            invoke: { _, _ in outcome() },
            report: { if case .queue(_, let news) = $0.kind { told.yield(news) } }
        )
        return await withTaskGroup(of: Void.self) { group in
            group.addTask { await poller.run() }
            defer { group.cancelAll() }
            return await news.first { _ in true }
        }
    }
}

/// How invocations end, one after the other.
private final class Script: Sendable {
    private let rest: Mutex<ArraySlice<InvocationOutcome>>

    init(_ outcomes: [InvocationOutcome]) {
        rest = Mutex(outcomes[...])
    }

    var isOver: Bool { rest.withLock(\.isEmpty) }

    func next() -> InvocationOutcome {
        rest.withLock { $0.popFirst() } ?? .failed(.stopped)
    }
}

/// A queue that hands out its messages once, and then has none for whoever waits.
private final class ScriptedQueue: HTTPSending {
    private let bodies: Mutex<[String]>
    private let handles = Mutex<[String]>([])

    init(_ bodies: [String]) {
        self.bodies = Mutex(bodies)
    }

    var deleted: [String] { handles.withLock { $0 } }

    func send(
        _ request: HTTPRequest,
        to origin: Origin,
        timeout: Duration,
        isIdempotent: Bool
    ) async throws(HTTPError) -> HTTPResponse {
        guard request.fields["X-Amz-Target"] != "AmazonSQS.DeleteMessageBatch" else {
            let entries = (try? JSON(parsing: request.body))?["Entries"]?.array ?? []
            handles.withLock { $0 += entries.compactMap { $0["ReceiptHandle"]?.string } }
            return HTTPResponse(status: 200, body: Array("{}".utf8))
        }
        let bodies = bodies.withLock { bodies in
            defer { bodies = [] }
            return bodies
        }
        if bodies.isEmpty {
            for await _ in AsyncStream<Void>.makeStream().stream {}
            throw .cancelled
        }
        let messages = bodies.map { body -> JSON in
            ["MessageId": .string(body), "Body": .string(body), "ReceiptHandle": .string(body)]
        }
        return HTTPResponse(status: 200, body: JSON.members(["Messages": .array(messages)]).bytes)
    }
}

/// A clock that is always there already.
private final class HastyTime: Timekeeper {
    private let moment = Mutex(Timestamp(millisecondsSinceEpoch: 0))

    var now: Timestamp { moment.withLock { $0 } }

    func sleep(until later: Timestamp) async throws(CancellationError) {
        if Task.isCancelled { throw CancellationError() }
        moment.withLock { $0 = max($0, later) }
    }
}
