import HTTPTransport
import LoopbackServer
import Testing

@testable import LambdaRuntime

/// One test for each fault that kills, or stops, some other client.
struct FaultTests {
    @Test(arguments: [400, 403, 410, 413])
    func `After an answer that was refused the loop goes on`(status: Int) async throws {
        let lambda = try ScriptedLambda([.event("a"), .status(status), .event("b"), .accept])
        await lambda.serve { event, _ in event }
        #expect(lambda.calls == ["next", "id-0/response: a", "next", "id-2/response: b", "next"])
    }

    @Test(arguments: [1, 4, 9])
    func `Failures of next are outlived`(count: Int) async throws {
        let failures = [ScriptedLambda.Answer](repeating: .status(500), count: count)
        let lambda = try ScriptedLambda(failures + [.event("a"), .accept])
        await lambda.serve { event, _ in event }
        let calls = [String](repeating: "next", count: count + 1)
        #expect(lambda.calls == calls + ["id-\(count)/response: a", "next"])
    }

    @Test
    func `A connection that is dropped in next is opened again`() async throws {
        let lambda = try ScriptedLambda([.hangUp, .hangUp, .event("a"), .accept])
        await lambda.serve { event, _ in event }
        #expect(lambda.calls == ["next", "next", "next", "id-2/response: a", "next"])
    }

    @Test
    func `An answer that got lost is sent again`() async throws {
        let lambda = try ScriptedLambda([.event("a"), .hangUp, .status(500), .accept])
        await lambda.serve { event, _ in event }
        let answer = "id-0/response: a"
        #expect(lambda.calls == ["next", answer, answer, answer, "next"])
    }

    @Test
    func `A connection that Lambda closes after an event is opened again`() async throws {
        let lambda = try ScriptedLambda([
            .event("a"), .accept, .eventThenClose("b"), .accept, .event("c"), .accept,
        ])
        await lambda.serve { event, _ in event }
        #expect(
            lambda.calls == [
                "next", "id-0/response: a", "next", "id-2/response: b", "next", "id-4/response: c",
                "next",
            ]
        )
        #expect(lambda.connectionCount == 2)
    }

    @Test
    func `A large event may come in chunks`() async throws {
        let event = String(repeating: "a", count: 100_000)
        let lambda = try ScriptedLambda([.chunkedEventThenClose(event), .accept])
        await lambda.serve { event, _ in Array("\(event.count)".utf8) }
        #expect(lambda.calls == ["next", "id-0/response: 100000", "next"])
    }

    @Test(arguments: [
        "220 mail.example ESMTP\r\n",
        "HTTP/1.1 200 OK\r\nno field\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n",
        "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: \u{7F}\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        "",
    ])
    func `An answer that is none, or beyond reason, is an error and no trap`(
        text: String
    ) async throws {
        let lambda = try ScriptedLambda([.raw(text), .event("a"), .accept])
        await lambda.serve { event, _ in event }
        #expect(lambda.calls.suffix(3) == ["next", "id-1/response: a", "next"])
    }

    @Test
    func `An error's message may have any character`() async throws {
        struct Multiline: FunctionError {
            var errorType: String { "Odd\u{7F}Type" }
            var errorMessage: String { "line\r\nline \u{0}\u{7F} 👩‍👧 \"quoted\"" }
            var stackTrace: [String] { ["main\n", "f(\u{1})"] }
        }
        let lambda = try ScriptedLambda([.event("a"), .accept])
        await lambda.serve { _, _ in throw Multiline() }
        let error = lambda.requests[1]
        #expect(error.body == ErrorReport(Multiline()).json)
        #expect(error.fields["lambda-runtime-function-error-type"] == "Function.Unknown")
        let cause = try #require(error.fields["lambda-runtime-function-xray-error-cause"])
        #expect(cause.utf8.allSatisfy { (0x20...0x7E).contains($0) })
    }

    @Test
    func `Without an end to the failures the loop says so`() async throws {
        let lambda = try ScriptedLambda([ScriptedLambda.Answer](repeating: .status(500), count: 10))
        let end = await lambda.run(lambda.settings) {
            .buffered(contentType: "", { event, _ in event })
        }
        guard case .stopped(let reason) = end else {
            Issue.record("\(end)")
            return
        }
        #expect(reason.contains("tenth"))
    }
}
