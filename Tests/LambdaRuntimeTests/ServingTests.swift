import HTTPTransport
import LoopbackServer
import Synchronization
import TestServices
import Testing

@testable import LambdaRuntime

struct ServingTests {
    @Test
    func `A handler is cancelled before the deadline, and the caller is told`() async throws {
        let lambda = try ScriptedLambda([
            .lateEvent("a"), .accept, .event("b"), .accept, .lateEvent("c"), .accept,
        ])
        await lambda.serve(cancelling: .beforeDeadline(by: .milliseconds(100))) { event, _ in
            if event != Array("b".utf8) { try await Task.sleep(for: .seconds(3600)) }
            return event
        }
        let error = """
            {"errorType":"CancellationError","errorMessage":"The handler was cancelled 0.1 seconds \
            before the function's time-out.","stackTrace":[]}
            """
        #expect(
            lambda.calls == [
                "next", "id-0/error: \(error)", "next", "id-2/response: b", "next",
                "id-4/error: \(error)", "next",
            ]
        )
    }

    @Test
    func `A cancelled handler may still answer`() async throws {
        let lambda = try ScriptedLambda([.lateEvent("a"), .accept])
        await lambda.serve(cancelling: .beforeDeadline(by: .zero)) { _, _ in
            // A sleep that is cancelled throws, which is what this one is for.
            try? await Task.sleep(for: .seconds(3600))
            return Array("so far".utf8)
        }
        #expect(lambda.calls == ["next", "id-0/response: so far", "next"])
    }

    @Test
    func `Work that is put off runs in order after the answer, before the next event`() async throws
    {
        let lambda = try ScriptedLambda([.event("a"), .accept])
        let seen = Mutex<[String]>([])
        await lambda.serve { event, invocation in
            invocation.afterResponse {
                invocation.afterResponse { seen.withLock { $0.append("third") } }
                seen.withLock { $0.append(lambda.calls.last ?? "") }
            }
            invocation.afterResponse { seen.withLock { $0.append("second") } }
            return event
        }
        #expect(seen.withLock { $0 } == ["id-0/response: a", "second", "third"])
        #expect(lambda.calls.last == "next")
    }

    @Test
    func `The invocation is known to child tasks`() async throws {
        let lambda = try ScriptedLambda([.event("a"), .accept, .event("b"), .accept])
        await lambda.serve { _, _ in
            async let id = Lambda.currentInvocation?.requestID
            return Array((await id?.text ?? "").utf8)
        }
        #expect(lambda.calls[1] == "id-0/response: id-0")
        #expect(lambda.calls[3] == "id-2/response: id-2")
        #expect(Lambda.currentInvocation == nil)
    }

    /// In a process of its own: the environment is the whole process's.
    @Test
    func `The trace of each invocation is in the environment`() async throws {
        let event = ScriptedLambda.Answer.event(#"{"wish":"trace"}"#)
        // The probe would register an extension first.
        let lambda = try ScriptedLambda([.status(500), event, .accept, event, .accept])
        var command = Command(builtProduct("RuntimeProbe"), [])
        command.environment = ["AWS_LAMBDA_RUNTIME_API": lambda.origin.authority]
        _ = try await command.run()
        #expect(lambda.calls[2] == #"id-1/response: ["Root=id-1","Root=id-1","id-1"]"#)
        #expect(lambda.calls[4] == #"id-3/response: ["Root=id-3","Root=id-3","id-3"]"#)
    }

    @Test
    func `Several loops serve several events at once`() async throws {
        let count = Mutex(0)
        let server = try LoopbackServer(isConcurrent: true) { peer, index in
            for call in 0... {
                _ = try peer.readRequest()
                switch call {
                case 0: try peer.give(.event("event"), id: "id-\(index)")
                case 1: try peer.give(.accept, id: "")
                default: try peer.give(.status(403), id: "")
                }
            }
        }
        let settings = InvocationLoop.Settings(
            origin: Origin(.http, host: "127.0.0.1", port: server.port),
            isOneOfSeveral: true
        )
        let meeting = Meeting(of: 3)
        let end = await Host.runLoops(3, settings) {
            .buffered(contentType: "text/plain") { event, _ in
                await meeting.wait()
                count.withLock { $0 += 1 }
                return event
            }
        }
        #expect(count.withLock { $0 } == 3)
        #expect(server.connectionCount == 3)
        #expect("\(end)".contains("403"))
    }

    @Test
    func `A loop that is told to stop ends while it waits for an event`() async throws {
        let server = try LoopbackServer { peer, _ in
            _ = try peer.readRequest()
            peer.waitForClose()
        }
        let stopping = try #require(Bell())
        stopping.ring()
        let settings = InvocationLoop.Settings(
            origin: Origin(.http, host: "127.0.0.1", port: server.port),
            stopping: stopping
        )
        let end = await Host.runLoops(1, settings) {
            .buffered(contentType: "") { event, _ in event }
        }
        #expect(end == .toldToStop)
    }
}

/// Where tasks wait until all are there.
private actor Meeting {
    private var missing: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(of count: Int) { missing = count }

    func wait() async {
        missing -= 1
        guard missing > 0 else {
            for continuation in waiting { continuation.resume() }
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }
}
