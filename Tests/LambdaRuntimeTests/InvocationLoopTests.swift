import HTTPTransport
import LoopbackServer
import Synchronization
import Testing

@testable import LambdaRuntime

struct InvocationLoopTests {
    private struct Declined: Error {}

    @Test
    func `An event's answer goes to its invocation`() throws {
        let lambda = try ScriptedLambda([.event("ping"), .accept, .event("pong"), .accept])
        try lambda.serve { event, _ in Array("echo ".utf8) + event }
        #expect(
            lambda.calls == [
                "next", "id-0/response: echo ping", "next", "id-2/response: echo pong", "next",
            ]
        )
        #expect(lambda.connectionCount == 1)
    }

    @Test
    func `An error that the handler throws becomes the function's error`() throws {
        let lambda = try ScriptedLambda([.event("ping"), .accept])
        try lambda.serve { _, _ in throw Declined() }
        let json = #"{"errorType":"Declined","errorMessage":"Declined()","stackTrace":[]}"#
        #expect(lambda.calls == ["next", "id-0/error: \(json)", "next"])
    }

    @Test
    func `A handler that cannot be made is an initialisation error`() throws {
        let lambda = try ScriptedLambda([.accept])
        var loop = InvocationLoop(
            at: lambda.origin,
            contentType: "text/plain",
            makingHandler: { throw Declined() }
        )
        #expect(loop.run().contains("Declined"))
        let json = #"{"errorType":"Declined","errorMessage":"Declined()","stackTrace":[]}"#
        #expect(lambda.calls == ["init/error: \(json)"])
    }

    @Test(arguments: [410, 413, 400])
    func `After an answer that was refused the loop goes on`(status: Int) throws {
        let lambda = try ScriptedLambda([.event("a"), .status(status), .event("b"), .accept])
        try lambda.serve { event, _ in event }
        #expect(lambda.calls == ["next", "id-0/response: a", "next", "id-2/response: b", "next"])
    }

    @Test
    func `Failures of the Runtime API are outlived`() throws {
        let lambda = try ScriptedLambda([
            .status(500), .hangUp, .garbage, .event("a"), .hangUp, .status(500), .accept,
        ])
        try lambda.serve { event, _ in event }
        let answer = "id-3/response: a"
        #expect(lambda.calls == ["next", "next", "next", "next", answer, answer, answer, "next"])
    }

    @Test
    func `An event may come in chunks and its connection may close`() throws {
        let lambda = try ScriptedLambda([.chunkedEventThenClose("abcdef"), .accept])
        try lambda.serve { event, _ in event }
        #expect(lambda.calls == ["next", "id-0/response: abcdef", "next"])
    }

    @Test
    func `A handler without awaits elsewhere stays on the loop's thread`() throws {
        let lambda = try ScriptedLambda([.event("a"), .accept])
        let loopThread = ThreadID.current
        try lambda.serve { _, _ in
            await Task.yield()
            #expect(ThreadID.current == loopThread)
            return []
        }
    }

    @Test
    func `A handler may await other executors and child tasks`() throws {
        let lambda = try ScriptedLambda([.event("a"), .accept])
        try lambda.serve { event, _ in
            let elsewhere = await Task.detached { 7 as UInt8 }.value
            async let child = elsewhere + 1
            return [await child]
        }
        #expect(lambda.calls == ["next", "id-0/response: \u{8}", "next"])
    }

    @Test
    func `A handler may keep what is not Sendable`() throws {
        final class Counter {
            var count: UInt8 = 0x30
        }
        let lambda = try ScriptedLambda([.event("a"), .accept, .event("b"), .accept])
        let counter = Counter()
        try lambda.serve { _, _ in
            counter.count += 1
            return [counter.count]
        }
        #expect(lambda.calls == ["next", "id-0/response: 1", "next", "id-2/response: 2", "next"])
    }
}
