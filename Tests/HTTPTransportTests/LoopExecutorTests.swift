import Glibc
import LoopbackServer
import Synchronization
import Testing

@testable import HTTPTransport

struct LoopExecutorTests {
    @Test
    func `A task and its requests stay on the thread of their loop`() async throws {
        let server = try echoServer()
        let client = HTTPClient()
        let threads = await onLoop { _ in
            var threads: Set<pthread_t> = [pthread_self()]
            for index in 0..<10 {
                let answer = try? await client.get("/\(index)", of: server)
                #expect(answer == "/\(index)")
                threads.insert(pthread_self())
            }
            return threads
        }
        #expect(threads.count == 1)
        #expect(server.connectionCount == 1)
    }

    @Test
    func `Tasks of one loop wait for their answers side by side`() async throws {
        let meeting = try Meeting(of: 5)
        let server = try LoopbackServer(isConcurrent: true) { peer, _ in
            _ = try peer.readRequest()
            meeting.wait()
            try peer.respond()
        }
        let client = HTTPClient()
        let statuses = await onLoop { _ in
            await withTaskGroup(of: String?.self) { group in
                for _ in 0..<5 { group.addTask { try? await client.get("/", of: server) } }
                return await group.reduce(into: []) { $0.append($1) }
            }
        }
        #expect(statuses == Array(repeating: "", count: 5))
    }

    @Test
    func `A busy task does not hold up one that waits for its answer`() async throws {
        let server = try echoServer()
        let client = HTTPClient()
        let answer = await onLoop { _ in
            await withTaskGroup(of: String?.self) { group in
                group.addTask { try? await client.get("/", of: server) }
                group.addTask {
                    while !Task.isCancelled { await Task.yield() }
                    return nil
                }
                let answer = await group.next()
                group.cancelAll()
                return answer ?? nil
            }
        }
        #expect(answer == "/")
    }

    @Test
    func `Cancelling a task of another thread's loop ends its wait`() async throws {
        let (arrived, arrival) = AsyncStream.makeStream(of: Void.self)
        let server = try LoopbackServer { peer, _ in
            _ = try peer.readRequest()
            arrival.finish()
            peer.waitForClose()
        }
        let client = HTTPClient()
        let handle = Mutex<Task<String, any Error>?>(nil)
        async let outcome = onLoop { loop in
            let request = Task(executorPreference: loop) { try await client.get("/", of: server) }
            handle.withLock { $0 = request }
            return await request.result
        }
        for await _ in arrived {}
        handle.withLock { $0 }?.cancel()
        let result = await outcome
        #expect(throws: HTTPError.cancelled) { try result.get() }
    }

    @Test
    func `A connection that another loop has used serves this one`() async throws {
        let server = try echoServer()
        let client = HTTPClient()
        for index in 0..<5 {
            #expect(
                await onLoop { _ in try? await client.get("/\(index)", of: server) } == "/\(index)"
            )
            #expect(try await client.get("/", of: server) == "/")
        }
        #expect(server.connectionCount == 1)
    }
}

/// Answers each request with its path.
private func echoServer() throws -> LoopbackServer {
    try LoopbackServer(isConcurrent: true) { peer, _ in
        while true {
            let request = try peer.readRequest()
            try peer.respond(body: request.line.split(separator: " ")[1].description)
        }
    }
}

/// Runs an operation at a loop on a thread of its own.
private func onLoop<Value: Sendable>(
    _ operation: @escaping @Sendable (LoopExecutor) async -> Value
) async -> Value {
    await withCheckedContinuation { continuation in
        _ = OwnThread.start {
            guard let loop = LoopExecutor() else { fatalError("no descriptors") }
            continuation.resume(returning: loop.run { await operation(loop) })
        }
    }
}

extension HTTPClient {
    fileprivate func get(_ path: String, of server: LoopbackServer) async throws -> String {
        let response = try await send(
            HTTPRequest(method: "GET", target: path),
            to: server.origin,
            timeout: .seconds(600),
            isIdempotent: true
        )
        return String(decoding: response.body, as: UTF8.self)
    }
}

/// Where threads wait until all are there.
private final class Meeting: Sendable {
    private let missing: Mutex<Int>
    private let bell: Bell

    init(of count: Int) throws {
        missing = Mutex(count)
        bell = try #require(Bell())
    }

    func wait() {
        let isLast = missing.withLock {
            $0 -= 1
            return $0 == 0
        }
        if !isLast { bell.wait(until: nil) }
        // Passed on from one to the next.
        bell.ring()
    }
}
