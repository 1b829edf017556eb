import FoundationEssentials
import HTTPTransport
import LoopbackServer
import Synchronization
import Testing

@testable import LambdaRuntime

struct StreamingTests {
    private struct Declined: Error {}

    private let declined = #"{"errorType":"Declined","errorMessage":"Declined()","stackTrace":[]}"#

    @Test
    func `Each write is a piece of the answer`() async throws {
        let lambda = try ScriptedLambda([.event("ping"), .accept, .event("pong"), .accept])
        await lambda.stream { event, response, _ in
            try await response.write("echo ")
            try await response.write("")
            try await response.write(event)
        }
        #expect(
            lambda.calls == [
                "next", "id-0/response: echo ping", "next", "id-2/response: echo pong", "next",
            ]
        )
        let answer = lambda.requests[1]
        #expect(answer.chunks == ["echo ", "ping"].map { Array($0.utf8) })
        #expect(answer.fields["lambda-runtime-function-response-mode"] == "streaming")
        #expect(answer.fields["transfer-encoding"] == "chunked")
        #expect(answer.fields["content-type"] == "text/plain")
        #expect(answer.trailers.isEmpty)
        #expect(lambda.connectionCount == 1)
    }

    @Test
    func `A head goes before the body, in a type of its own`() async throws {
        let lambda = try ScriptedLambda([.event(""), .accept])
        await lambda.stream { _, response, _ in
            try await response.writeHead(
                ResponseHead(status: 201, headers: ["X-B": "1", "X-A": "\"2\""], cookies: ["c=d"])
            )
            try await response.write("body")
            await #expect(throws: ResponseWriterError.bodyHasBegun) {
                try await response.writeHead(ResponseHead())
            }
        }
        let answer = lambda.requests[1]
        #expect(answer.fields["content-type"] == ResponseHead.contentType)
        let head = #"{"statusCode":201,"headers":{"X-A":"\"2\"","X-B":"1"},"cookies":["c=d"]}"#
        #expect(answer.body == Array(head.utf8) + [0, 0, 0, 0, 0, 0, 0, 0] + Array("body".utf8))
    }

    @Test
    func `An error before the first piece is the function's error`() async throws {
        let lambda = try ScriptedLambda([.event(""), .accept])
        await lambda.stream { _, _, _ in throw Declined() }
        #expect(lambda.calls == ["next", "id-0/error: \(declined)", "next"])
    }

    @Test
    func `An error in the midst follows the body`() async throws {
        let lambda = try ScriptedLambda([.event(""), .accept])
        await lambda.stream { _, response, _ in
            try await response.write("half")
            throw Declined()
        }
        #expect(lambda.calls == ["next", "id-0/response: half", "next"])
        let answer = lambda.requests[1]
        #expect(
            answer.fields["trailer"]
                == "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body"
        )
        #expect(answer.trailers["lambda-runtime-function-error-type"] == "Function.Declined")
        let body = try #require(answer.trailers["lambda-runtime-function-error-body"])
        #expect(Data(base64Encoded: body) == Data(declined.utf8))
    }

    @Test
    func `A handler may work on after it has finished its answer`() async throws {
        let lambda = try ScriptedLambda([.event(""), .accept])
        await lambda.stream { _, response, _ in
            try await response.write("all")
            try await response.finish()
            #expect(lambda.calls.last == "id-0/response: all")
            await #expect(throws: ResponseWriterError.finished) {
                try await response.write("more")
            }
        }
        #expect(lambda.calls == ["next", "id-0/response: all", "next"])
    }

    @Test
    func `An answer without pieces is an empty one`() async throws {
        let lambda = try ScriptedLambda([.event(""), .accept])
        await lambda.stream { _, _, _ in }
        #expect(lambda.calls == ["next", "id-0/response", "next"])
        #expect(lambda.requests[1].fields["transfer-encoding"] == "chunked")
    }

    @Test
    func `A writer that outlives its invocation writes no more`() async throws {
        let lambda = try ScriptedLambda([.event("a"), .accept, .event("b"), .accept])
        let kept = Mutex<ResponseWriter?>(nil)
        await lambda.stream { event, response, _ in
            if let old = kept.withLock({ $0 }) {
                await #expect(throws: ResponseWriterError.finished) { try await old.write("old") }
            }
            kept.withLock { $0 = response }
            try await response.write(event)
        }
        #expect(lambda.calls.suffix(2) == ["id-2/response: b", "next"])
    }

    @Test(arguments: [ScriptedLambda.Answer.status(413), .status(500), .hangUp])
    func `After a stream that Lambda did not take the loop goes on`(
        answer: ScriptedLambda.Answer
    ) async throws {
        let lambda = try ScriptedLambda([.event("a"), answer, .event("b"), .accept])
        await lambda.stream { event, response, _ in try await response.write(event) }
        #expect(lambda.calls == ["next", "id-0/response: a", "next", "id-2/response: b", "next"])
    }

    @Test
    func `A writer may be used from any task`() async throws {
        let lambda = try ScriptedLambda([.event(""), .accept])
        await lambda.stream { _, response, _ in
            try await Task.detached { try await response.write("a") }.value
            async let second: Void = response.write("b")
            try await second
        }
        #expect(lambda.calls == ["next", "id-0/response: ab", "next"])
    }
}
