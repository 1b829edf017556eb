import DurableExecution
import Testing

@testable import LambdaEmulator

@Suite struct FunctionPoolTests {
    private var pool = FunctionPool(limits: FunctionPool.Limits(timeout: .seconds(3)))

    private func at(_ milliseconds: Int64) -> Timestamp {
        Timestamp(millisecondsSinceEpoch: milliseconds)
    }

    private func invocation(_ id: String) -> Invocation {
        Invocation(requestID: id, payload: [], functionARN: "arn", traceID: "trace")
    }

    private func attempt(_ id: String, _ attempt: String, until: Int64) -> Attempt {
        Attempt(invocation: invocation(id), id: attempt, deadline: at(until))
    }

    @Test mutating func `the first event starts a process, which takes it when it asks`() throws {
        #expect(pool.submit(invocation("a"), now: at(0)) == [.start(1)])
        let delivery = FunctionPool.Action.deliver(attempt("a", "1-1", until: 3010), to: 1)
        #expect(try pool.next(1, now: at(10)) == [delivery])
    }

    @Test mutating func `an answer reaches the caller and the process serves the next event`()
        throws
    {
        try serve("a", at: 0)
        #expect(pool.submit(invocation("b"), now: at(50)).isEmpty)
        let delivery = FunctionPool.Action.deliver(attempt("b", "1-2", until: 3060), to: 1)
        #expect(try pool.next(1, now: at(60)) == [delivery])
    }

    @Test mutating func `a process that works on after its answer does not hold up events`() throws
    {
        try serve("a", at: 0)
        _ = pool.submit(invocation("b"), now: at(50))
        #expect(pool.nextExpiry == at(100))
        #expect(pool.expire(now: at(100)) == [.start(2)])
    }

    @Test mutating func `events that come together get a process each, up to the limit`() {
        let starts = (0..<12).flatMap { pool.submit(invocation("\($0)"), now: at(0)) }
        #expect(starts == (1...10).map { .start($0) })
    }

    @Test mutating func `a process past its deadline is stopped and its event fails`() throws {
        _ = pool.submit(invocation("a"), now: at(0))
        _ = try pool.next(1, now: at(0))
        #expect(pool.nextExpiry == at(3000))
        let failure = FunctionFailure(
            cause: .timedOut,
            type: "Sandbox.Timedout",
            message: "RequestId: a Error: Task timed out after 3.00 seconds"
        )
        let expected: [FunctionPool.Action] = [
            .complete(invocation("a"), .failed(failure), by: 1), .stop(1),
        ]
        #expect(pool.expire(now: at(3000)) == expected)
        #expect(throws: RuntimeRefusal.staleAttempt) {
            try pool.finish(1, request: "a", attempt: nil, with: .succeeded([]), now: at(3001))
        }
        #expect(pool.exited(1, { .exited($0, .signal(9)) }, now: at(3002)).isEmpty)
        #expect(pool.sandboxes.isEmpty)
    }

    @Test(arguments: [
        (ProcessEnd.code(0), "Runtime exited without providing a reason"),
        (.code(1), "Runtime exited with error: exit status 1"),
        (.signal(11), "Runtime exited with error: signal: segmentation fault"),
    ])
    mutating func `a process that ends fails the event it holds`(
        status: ProcessEnd,
        reason: String
    ) throws {
        _ = pool.submit(invocation("a"), now: at(0))
        _ = try pool.next(1, now: at(0))
        let failure = FunctionFailure(
            cause: .exited,
            type: "Runtime.ExitError",
            message: "RequestId: a Error: \(reason)"
        )
        #expect(
            pool.exited(1, { .exited($0, status) }, now: at(1))
                == [.complete(invocation("a"), .failed(failure), by: 1)]
        )
        #expect(pool.submit(invocation("b"), now: at(2)) == [.start(2)])
    }

    @Test mutating func `a process that ends before it asks fails only the oldest event`() {
        _ = pool.submit(invocation("a"), now: at(0))
        _ = pool.submit(invocation("b"), now: at(0))
        let actions = pool.exited(1, { .exited($0, .code(1)) }, now: at(1))
        #expect(actions.map(\.completed) == ["a"])
    }

    @Test mutating func `an event that is waiting gets a new process when one is lost`() throws {
        pool = FunctionPool(limits: FunctionPool.Limits(timeout: .seconds(3), sandboxes: 1))
        _ = pool.submit(invocation("a"), now: at(0))
        _ = try pool.next(1, now: at(0))
        _ = pool.submit(invocation("b"), now: at(0))
        #expect(pool.exited(1, { .exited($0, .code(1)) }, now: at(1)).last == .start(2))
    }

    @Test mutating func `a process that has nothing to do is stopped after a while`() throws {
        try serve("a", at: 0)
        _ = try pool.next(1, now: at(1000))
        #expect(pool.nextExpiry == at(3000))
        #expect(pool.expire(now: at(2999)).isEmpty)
        #expect(pool.expire(now: at(3000)) == [.stop(1)])
        #expect(pool.submit(invocation("b"), now: at(3001)) == [.start(2)])
    }

    @Test mutating func `an answer is taken once, from the one attempt`() throws {
        _ = pool.submit(invocation("a"), now: at(0))
        _ = try pool.next(1, now: at(0))
        #expect(throws: RuntimeRefusal.unknownRequest) { try finish("x", attempt: nil) }
        #expect(throws: RuntimeRefusal.staleAttempt) { try finish("a", attempt: "0-0") }
        #expect(try finish("a", attempt: "1-1").map(\.completed) == ["a"])
        #expect(throws: RuntimeRefusal.wrongState) { try finish("a", attempt: "1-1") }
    }

    @Test mutating func `asking again before answering gives the same event`() throws {
        _ = pool.submit(invocation("a"), now: at(0))
        let first = try pool.next(1, now: at(0))
        #expect(try pool.next(1, now: at(5)) == first)
    }

    @Test mutating func `a failed start is the answer to the event that caused it`() throws {
        _ = pool.submit(invocation("a"), now: at(0))
        let failure = FunctionFailure(cause: .reported, payload: Array("{}".utf8))
        #expect(
            try pool.failInitialization(1, with: failure, now: at(1))
                == [.complete(invocation("a"), .failed(failure), by: 1), .stop(1)]
        )
        #expect(throws: RuntimeRefusal.wrongState) { try pool.next(1, now: at(2)) }
    }

    @Test mutating func `closing fails all that runs or waits and takes nothing new`() throws {
        _ = pool.submit(invocation("a"), now: at(0))
        _ = try pool.next(1, now: at(0))
        _ = pool.submit(invocation("b"), now: at(0))
        #expect(Set(pool.close().compactMap(\.completed)) == ["a", "b"])
        #expect(pool.submit(invocation("c"), now: at(1)).map(\.completed) == ["c"])
        #expect(pool.exited(1, { .exited($0, .signal(9)) }, now: at(2)).isEmpty)
    }

    // MARK: Streams

    @Test mutating func `a streamed answer is answered once, by its end`() throws {
        try stream("a")
        #expect(throws: RuntimeRefusal.wrongState) { try finish("a", attempt: "1-1") }
        #expect(try pool.endStream(1, with: .succeeded([]), now: at(1)).map(\.completed) == ["a"])
        #expect(throws: RuntimeRefusal.staleAttempt) {
            try pool.endStream(1, with: .succeeded([]), now: at(1))
        }
    }

    @Test mutating func `a runtime that asks early gets its event when the stream has ended`()
        throws
    {
        try stream("a")
        #expect(try pool.next(1, now: at(1)).isEmpty)
        #expect(try pool.endStream(1, with: .succeeded([]), now: at(1)).map(\.completed) == ["a"])
        #expect(pool.sandboxes[1]?.state == .waiting(since: at(1)))
    }

    @Test(arguments: [false, true])
    mutating func `a broken stream fails when the runtime asks again`(asksFirst: Bool) throws {
        try stream("a")
        let first = asksFirst ? try pool.next(1, now: at(1)) : pool.breakStream(1, now: at(1))
        #expect(first.isEmpty)
        let second = asksFirst ? pool.breakStream(1, now: at(1)) : try pool.next(1, now: at(1))
        #expect(second == [.complete(invocation("a"), .failed(.truncated), by: 1)])
    }

    @Test mutating func `a stream broken by the end of the process fails with that end`() throws {
        try stream("a")
        _ = pool.breakStream(1, now: at(1))
        let actions = pool.exited(1, { .exited($0, .code(3)) }, now: at(1))
        #expect(
            actions == [
                .complete(
                    invocation("a"),
                    .failed(.exited(invocation("a"), .code(3))),
                    by: 1
                )
            ]
        )
    }

    @Test mutating func `a stream counts as running for the timeout`() throws {
        try stream("a")
        #expect(pool.expire(now: at(3000)).map(\.completed).contains("a"))
    }

    // MARK: Reserved concurrency

    @Test mutating func `more events than are reserved for are turned away`() throws {
        pool = FunctionPool(limits: FunctionPool.Limits(timeout: .seconds(3), reserved: 1))
        _ = pool.submit(invocation("a"), now: at(0))
        let refused = FunctionPool.Action.complete(invocation("b"), .failed(.throttled), by: nil)
        #expect(pool.submit(invocation("b"), now: at(0)) == [refused])
        _ = try pool.next(1, now: at(0))
        #expect(pool.submit(invocation("b"), now: at(0)) == [refused])
        _ = try finish("a", attempt: nil)
        #expect(pool.submit(invocation("c"), now: at(1)).isEmpty)
    }

    private mutating func stream(_ id: String) throws {
        _ = pool.submit(invocation(id), now: at(0))
        _ = try pool.next(1, now: at(0))
        try pool.beginStream(1, request: id, attempt: nil)
    }

    private mutating func serve(_ id: String, at time: Int64) throws {
        _ = pool.submit(invocation(id), now: at(time))
        _ = try pool.next(1, now: at(time))
        _ = try pool.finish(1, request: id, attempt: nil, with: .succeeded([]), now: at(time))
    }

    private mutating func finish(_ id: String, attempt: String?) throws -> [FunctionPool.Action] {
        try pool.finish(1, request: id, attempt: attempt, with: .succeeded([]), now: at(1))
    }
}

extension FunctionPool.Action {
    fileprivate var completed: String? {
        guard case .complete(let invocation, _, _) = self else { return nil }
        return invocation.requestID
    }
}
