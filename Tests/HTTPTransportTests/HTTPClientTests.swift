import LoopbackServer
import Testing

@testable import HTTPTransport

struct HTTPClientTests {
    private let get = HTTPRequest(method: "GET", target: "/")

    @Test
    func `Requests one after the other share a connection`() async throws {
        let server = try LoopbackServer { peer, _ in
            while true {
                _ = try peer.readRequest()
                try peer.respond()
            }
        }
        let client = HTTPClient()
        for _ in 0..<20 {
            let response = try await client.send(
                get,
                to: server.origin,
                timeout: .seconds(600),
                isIdempotent: true
            )
            #expect(response.status == 200)
        }
        #expect(server.connectionCount == 1)
    }

    @Test
    func `Many requests at once all get their own answers`() async throws {
        let servers = try (0..<3).map { _ in
            try LoopbackServer { peer, _ in
                let request = try peer.readRequest()
                try peer.respond(
                    fields: ["Connection": "close"],
                    body: request.line.split(separator: " ")[1].description
                )
            }
        }
        let client = HTTPClient(maximumConnections: 2)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<60 {
                group.addTask {
                    let response = try await client.send(
                        HTTPRequest(method: "GET", target: "/\(index)"),
                        to: servers[index % 3].origin,
                        timeout: .seconds(600),
                        isIdempotent: true
                    )
                    #expect(response.body == Array("/\(index)".utf8))
                }
            }
            try await group.waitForAll()
        }
    }

    @Test
    func `Cancelling the task ends the wait`() async throws {
        let (arrived, arrival) = AsyncStream.makeStream(of: Void.self)
        let server = try LoopbackServer { peer, _ in
            _ = try peer.readRequest()
            arrival.finish()
            peer.waitForClose()
        }
        let client = HTTPClient()
        let task = Task {
            try await client.send(
                get,
                to: server.origin,
                timeout: .seconds(600),
                isIdempotent: true
            )
        }
        for await _ in arrived {}
        task.cancel()
        await #expect(throws: HTTPError.cancelled) { try await task.value }
    }

    @Test
    func `A cancelled task sends nothing`() async throws {
        let server = try LoopbackServer { _, _ in }
        let client = HTTPClient()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await client.send(
                get,
                to: server.origin,
                timeout: .seconds(600),
                isIdempotent: true
            )
        }
        await #expect(throws: HTTPError.cancelled) { try await task.value }
        #expect(server.connectionCount == 0)
    }

    @Test
    func `A timeout that is over already sends nothing`() async throws {
        let server = try LoopbackServer { _, _ in }
        await #expect(throws: HTTPError.timedOut(mayHaveBeenSent: false)) {
            try await HTTPClient().send(get, to: server.origin, timeout: .zero, isIdempotent: true)
        }
        #expect(server.connectionCount == 0)
    }

    @Test
    func `A request that waits for its turn ends when its task is cancelled`() async throws {
        let (arrived, arrival) = AsyncStream.makeStream(of: Void.self)
        let server = try LoopbackServer(isConcurrent: true) { peer, _ in
            _ = try peer.readRequest()
            arrival.finish()
            peer.waitForClose()
        }
        let client = HTTPClient(maximumConnections: 1)
        let send = { @Sendable in
            try await client.send(
                HTTPRequest(method: "GET", target: "/"),
                to: server.origin,
                timeout: .seconds(600),
                isIdempotent: true
            )
        }
        let first = Task { try await send() }
        for await _ in arrived {}
        let waiting = (0..<3).map { _ in Task { try await send() } }
        for task in waiting {
            task.cancel()
            await #expect(throws: HTTPError.cancelled) { try await task.value }
        }
        #expect(server.connectionCount == 1)
        first.cancel()
        await #expect(throws: HTTPError.cancelled) { try await first.value }
    }

    @Test
    func `A request whose time runs out while it waits for its turn was not sent`() async throws {
        let (arrived, arrival) = AsyncStream.makeStream(of: Void.self)
        let server = try LoopbackServer(isConcurrent: true) { peer, _ in
            _ = try peer.readRequest()
            arrival.finish()
            peer.waitForClose()
        }
        let client = HTTPClient(maximumConnections: 1)
        let first = Task {
            try await client.send(
                get,
                to: server.origin,
                timeout: .seconds(600),
                isIdempotent: true
            )
        }
        for await _ in arrived {}
        await #expect(throws: HTTPError.timedOut(mayHaveBeenSent: false)) {
            try await client.send(
                get,
                to: server.origin,
                timeout: .milliseconds(20),
                isIdempotent: true
            )
        }
        first.cancel()
        await #expect(throws: HTTPError.cancelled) { try await first.value }
    }
}
