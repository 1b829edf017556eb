#if ServiceLifecycle
import Glibc
import HTTPTransport
import Logging
import LoopbackServer
import ServiceLifecycle
import Testing

@testable import LambdaRuntime

/// With `swift test --traits ServiceLifecycle` only.
@Suite(.serialized) struct LambdaServiceTests {
    @Test
    func `A function ends with its group, and has asked for SIGTERM`() async throws {
        let asked = BlockingQueue<String>()
        let server = try LoopbackServer(isConcurrent: true) { peer, _ in
            let request = try peer.readRequest()
            if request.line.contains("/register") {
                try peer.respond(fields: ["Lambda-Extension-Identifier": "id"])
            } else {
                asked.push(request.line)
                peer.waitForClose()
            }
        }
        setenv("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:\(server.port)", 1)
        let group = ServiceGroup(
            services: [LambdaService { event, _ in event }],
            logger: Logger(label: "test")
        )
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            let lines = await Self.take(2, from: asked)
            #expect(lines.contains { $0.contains("/extension/event/next") })
            #expect(lines.contains { $0.contains("/invocation/next") })
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// Waits on a thread that may block.
    private static func take(_ count: Int, from queue: BlockingQueue<String>) async -> [String] {
        await withCheckedContinuation { continuation in
            _ = OwnThread.start {
                continuation.resume(returning: (0..<count).map { _ in queue.pop() })
            }
        }
    }
}
#endif
