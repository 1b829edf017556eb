#if ServiceLifecycle
import Glibc
import HTTPTransport
import Logging
import LoopbackServer
import ServiceLifecycle
import Testing

@testable import LambdaRuntime

/// With the trait `ServiceLifecycle` only, as `make soak` has it.
@Suite(.serialized) struct LambdaServiceTests {
    @Test
    func `A function ends with its group, and has asked for SIGTERM`() async throws {
        let (asked, asking) = AsyncStream.makeStream(of: String.self)
        let server = try LoopbackServer(isConcurrent: true) { peer, _ in
            let request = try peer.readRequest()
            if request.line.contains("/register") {
                try peer.respond(fields: ["Lambda-Extension-Identifier": "id"])
            } else {
                asking.yield(request.line)
                peer.waitForClose()
            }
        }
        setenv("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:\(server.port)", 1)
        let group = ServiceGroup(
            services: [LambdaService { (event: [UInt8], _: Invocation) in event }],
            logger: Logger(label: "test")
        )
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            var lines: [String] = []
            for await line in asked.prefix(2) { lines.append(line) }
            #expect(lines.contains { $0.contains("/extension/event/next") })
            #expect(lines.contains { $0.contains("/invocation/next") })
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// A service in each form, and what it makes of `41`.
    static let forms: [(service: LambdaService, answer: String)] = [
        (LambdaService { (event: [UInt8], _: Invocation) in event + event }, "4141"),
        (
            LambdaService { (_: [UInt8], answer: ResponseWriter, _) in try await answer.write("a")
            }, "a"
        ),
        (LambdaService { (number: Int, _: Invocation) in number + 1 }, "42"),
        (LambdaService { (_: Int, _: Invocation) in }, "null"),
        (
            LambdaService { (number: Int, answer: ResponseWriter, _) in
                try await answer.write("\(number)!")
            }, "41!"
        ),
        (LambdaService(Successor.self), "42"),
        (LambdaService(Countdown.self), "41 40"),
    ]

    private struct Successor: Lambda.Handler {
        init() async throws {}

        func handle(_ number: Int, _ invocation: Invocation) -> Int { number + 1 }
    }

    private struct Countdown: Lambda.StreamingHandler {
        init() async throws {}

        func handle(
            _ number: Int,
            _ response: ResponseWriter,
            _ invocation: Invocation
        ) async throws {
            try await response.write("\(number) \(number - 1)")
        }
    }

    @Test(arguments: forms)
    func `A service takes the handlers that run takes`(
        service: LambdaService,
        answer: String
    ) async throws {
        let lambda = try ScriptedLambda([.status(500), .event("41"), .accept])
        setenv("AWS_LAMBDA_RUNTIME_API", lambda.origin.authority, 1)
        await #expect(throws: LoopEnd.self) { try await service.run() }
        // The first call would have registered the extension.
        #expect(lambda.calls.dropFirst() == ["next", "id-1/response: \(answer)", "next"])
    }
}
#endif
