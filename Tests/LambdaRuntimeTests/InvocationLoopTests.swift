import HTTPTransport
import LoopbackServer
import Synchronization
import Testing

@testable import LambdaRuntime

struct InvocationLoopTests {
    private struct Declined: Error {}

    @Test
    func `An event's answer goes to its invocation`() async throws {
        let lambda = try ScriptedLambda([.event("ping"), .accept, .event("pong"), .accept])
        await lambda.serve { event, _ in Array("echo ".utf8) + event }
        #expect(
            lambda.calls == [
                "next", "id-0/response: echo ping", "next", "id-2/response: echo pong", "next",
            ]
        )
        #expect(lambda.connectionCount == 1)
    }

    @Test
    func `An error that the handler throws becomes the function's error`() async throws {
        let lambda = try ScriptedLambda([.event("ping"), .accept])
        await lambda.serve { _, _ in throw Declined() }
        let json = #"{"errorType":"Declined","errorMessage":"Declined()","stackTrace":[]}"#
        #expect(lambda.calls == ["next", "id-0/error: \(json)", "next"])
    }

    @Test
    func `A handler that cannot be made is an initialisation error`() async throws {
        let lambda = try ScriptedLambda([.accept])
        let end = await lambda.run(lambda.settings) { throw Declined() }
        #expect(end == .handlerCannotBeMade(ErrorReport(Declined())))
        #expect(end.exitCode == 1)
        let json = #"{"errorType":"Declined","errorMessage":"Declined()","stackTrace":[]}"#
        #expect(lambda.calls == ["init/error: \(json)"])
    }

    @Test
    func `A handler without awaits elsewhere stays on the loop's thread`() async throws {
        let lambda = try ScriptedLambda([.event("a"), .accept])
        _ = await lambda.run(lambda.settings) {
            let loopThread = ThreadID.current
            return .buffered(contentType: "") { _, _ in
                await Task.yield()
                #expect(ThreadID.current == loopThread)
                return []
            }
        }
    }

    @Test
    func `A handler may await other executors and child tasks`() async throws {
        let lambda = try ScriptedLambda([.event("a"), .accept])
        await lambda.serve { event, _ in
            let elsewhere = await Task.detached { 7 as UInt8 }.value
            async let child = elsewhere + 1
            return [await child]
        }
        #expect(lambda.calls == ["next", "id-0/response: \u{8}", "next"])
    }

    @Test
    func `A handler may keep what is not Sendable`() async throws {
        final class Counter {
            var count: UInt8 = 0x30
        }
        let lambda = try ScriptedLambda([.event("a"), .accept, .event("b"), .accept])
        let counter = Counter()
        await lambda.serve { _, _ in
            counter.count += 1
            return [counter.count]
        }
        #expect(lambda.calls == ["next", "id-0/response: 1", "next", "id-2/response: 2", "next"])
    }
}
