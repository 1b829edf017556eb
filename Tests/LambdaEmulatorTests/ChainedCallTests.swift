import DurableExecution
import Testing

@testable import LambdaEmulator

@Suite struct `Calls of other functions` {
    private let now = Timestamp(millisecondsSinceEpoch: 1_000_000)
    private let update = OperationUpdate(
        id: .path(1, in: nil),
        change: .startInvoke(InvokeTarget(function: "F:1"), input: "1")
    )

    @Test func `wait for the invocation's end, though not for long`() throws {
        var queue = CallQueue()
        queue.add([update], at: now)
        let due = try #require(queue.due)
        #expect(due == now.advanced(by: .seconds(1)))
        #expect(queue.takeDue(at: now).isEmpty)
        #expect(queue.takeDue(at: due).map(\.operation) == [update.id])
        #expect(queue.due == nil)
    }

    @Test func `are all taken when the invocation has ended`() {
        var queue = CallQueue()
        queue.add([update], at: now)
        #expect(queue.takeAll().map(\.target.function) == ["F:1"])
        #expect(queue.takeAll().isEmpty)
    }

    @Test func `end as the invocation of a function ends that is not durable`() {
        let timeout = FunctionFailure(cause: .timedOut, type: "Sandbox.Timedout", message: "")
        let failure = FunctionFailure(cause: .reported, type: "E", message: "m")
        #expect(
            ExecutionOutcome(ofCall: .failed(timeout)) == .timedOut(.chainedInvokeTimedOut)
        )
        #expect(
            ExecutionOutcome(ofCall: .failed(failure))
                == .failed(ErrorObject(type: "E", message: "m"))
        )
        #expect(
            ExecutionOutcome(ofCall: .succeeded(Array("7".utf8))) == .succeeded(result: "7")
        )
    }

    @Test(arguments: [(1_048_576, true), (1_048_577, false)])
    func `bring back a megabyte at most`(size: Int, fits: Bool) {
        let outcome = ExecutionOutcome.succeeded(result: String(repeating: "x", count: size))
        #expect((outcome.limitedToChainedCall == outcome) == fits)
    }
}
