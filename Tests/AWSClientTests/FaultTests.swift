import Foundation
import HTTPTransport
import LoopbackServer
import Synchronization
import TestServices
import Testing

@testable import AWSClient

/// A real client against a server that misbehaves.
@Suite struct `A fault` {
    private let get = DynamoDB.GetItem(table: "t", key: ["PK": "a"])
    private let conditionalPut = DynamoDB.PutItem(
        table: "t",
        item: ["PK": "a"],
        condition: "attribute_not_exists(PK)"
    )
    private static let body = #"{"Item":{"PK":{"S":"a"}}}"#
    private static let answer =
        "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"

    private func client(
        _ server: LoopbackServer,
        _ change: (inout RetryPolicy) -> Void = { _ in }
    ) throws -> AWSClient {
        var policy = RetryPolicy()
        change(&policy)
        return AWSClient(
            credentials: Credentials(accessKeyID: "AKID", secretAccessKey: "secret"),
            region: try Region("us-east-1"),
            http: HTTPClient(),
            environment: ["AWS_ENDPOINT_URL": "http://127.0.0.1:\(server.port)"],
            retryPolicy: policy,
            clock: ImmediateClock()
        )
    }

    /// Answers one request a connection: the first so many as told, all others well.
    private func server(
        failing count: Int = 1,
        _ requests: RequestCount,
        _ fail: @escaping @Sendable (LoopbackPeer) throws -> Void
    ) throws -> LoopbackServer {
        try LoopbackServer { peer, index in
            _ = try peer.readRequest()
            requests.add()
            if index < count { try fail(peer) } else { try peer.write(Self.answer) }
        }
    }

    @Test(arguments: 0..<answer.utf8.count)
    func `at any byte of an answer lets a read succeed at last`(byte: Int) async throws {
        let requests = RequestCount()
        let server = try server(requests) { try $0.write(Array(Self.answer.utf8.prefix(byte))) }
        #expect(try await client(server).send(get).item == ["PK": "a"])
        #expect(requests.value == 2)
    }

    @Test(arguments: 0..<answer.utf8.count)
    func `at any byte of an answer leaves a conditional put alone`(byte: Int) async throws {
        let requests = RequestCount()
        let server = try server(requests) { try $0.write(Array(Self.answer.utf8.prefix(byte))) }
        let error = try await #require(throws: AWSError.self) {
            try await client(server).send(conditionalPut)
        }
        #expect(error.isAmbiguous)
        #expect(requests.value == 1)
    }

    @Test(arguments: [
        (400, "ThrottlingException", 2), (400, "ProvisionedThroughputExceededException", 2),
        (503, "ServiceUnavailable", 2), (500, "InternalServerError", 2),
        (400, "ValidationException", 1), (413, "RequestTooLarge", 1),
    ])
    func `that a service tells is met as it should`(
        status: Int,
        code: String,
        expected: Int
    ) async throws {
        let requests = RequestCount()
        let server = try server(requests) {
            try $0.respond(
                status,
                fields: ["Connection": "close"],
                body: #"{"__type":"\#(code)","message":"m"}"#
            )
        }
        let answer = try? await client(server).send(get)
        #expect((answer != nil) == (expected == 2))
        #expect(requests.value == expected)
    }

    @Test func `in the checksum of an answer lets a read succeed at last`() async throws {
        let requests = RequestCount()
        let server = try server(requests) {
            try $0.respond(
                fields: ["Connection": "close", "x-amz-crc32": "1"],
                body: Self.body
            )
        }
        #expect(try await client(server).send(get).item == ["PK": "a"])
        #expect(requests.value == 2)
    }

    @Test func `in the checksum of an answer leaves a conditional put alone`() async throws {
        let requests = RequestCount()
        let server = try server(failing: 9, requests) {
            try $0.respond(fields: ["Connection": "close", "x-amz-crc32": "1"], body: "{}")
        }
        let error = try await #require(throws: AWSError.self) {
            try await client(server).send(conditionalPut)
        }
        #expect(error.code == .corruptedAnswer)
        #expect(error.isAmbiguous)
        #expect(requests.value == 1)
    }

    @Test func `that stays ends in an error that says so`() async throws {
        let requests = RequestCount()
        let server = try server(failing: 9, requests) {
            try $0.respond(500, fields: ["Connection": "close"], body: "<html>oops</html>")
        }
        let error = try await #require(throws: AWSError.self) {
            try await client(server).send(get)
        }
        #expect(error.code == "HTTP500")
        #expect(error.attempts == 3)
        #expect(requests.value == 3)
    }

    @Test func `of a body that does not end is a time-out`() async throws {
        let requests = RequestCount()
        let server = try server(failing: 9, requests) { peer in
            try peer.write(Array(Self.answer.utf8.dropLast()))
            peer.waitForClose()
        }
        let aws = try client(server) {
            $0.totalTime = .milliseconds(300)
            $0.maximumAttempts = 1
        }
        let error = try await #require(throws: AWSError.self) { try await aws.send(get) }
        #expect(error.code == .timedOut)
        #expect(error.isAmbiguous)
        #expect(requests.value == 1)
    }

    @Test func `of a wrong clock is corrected`() async throws {
        let stamps = Mutex<[String]>([])
        let server = try LoopbackServer { peer, index in
            let stamp = try peer.readRequest().fields["x-amz-date"]
            stamps.withLock { $0.append(stamp ?? "") }
            guard index == 0 else { return try peer.write(Self.answer) }
            try peer.respond(
                403,
                fields: ["Connection": "close", "Date": "Fri, 31 Dec 2100 23:00:00 GMT"],
                body: #"{"__type":"InvalidSignatureException","message":"Signature expired"}"#
            )
        }
        _ = try await client(server).send(conditionalPut)
        #expect(stamps.withLock { $0.last }?.hasPrefix("21001231T23") == true)
    }

    @Test(arguments: [#"{"Item":{"PK":{"S":"a"#, "[]", #"{"Item":7}"#, #"{"Item":{"PK":{}}}"#])
    func `in the answer's JSON is no success`(body: String) async throws {
        let server = try LoopbackServer { peer, _ in
            _ = try peer.readRequest()
            try peer.respond(fields: ["Connection": "close"], body: body)
        }
        let error = try await #require(throws: AWSError.self) {
            try await client(server).send(get)
        }
        #expect(error.code == .unexpectedAnswer)
        #expect(error.attempts == 1)
    }

    @Test func `is not in ten megabytes`() async throws {
        let text = String(repeating: "é", count: 5 << 20)
        let server = try LoopbackServer { peer, _ in
            let request = try peer.readRequest()
            try peer.respond(body: "{\"Item\":{\"PK\":{\"S\":\"\(text)\"}}}")
            _ = try peer.readRequest()
            try peer.respond(body: "{\"bytes\":\(request.body.count)}")
        }
        let aws = try client(server)
        #expect(try await aws.send(get).item?["PK"]?.string == text)
        _ = try await aws.send(DynamoDB.PutItem(table: "t", item: ["PK": .string(text)]))
    }

    @Test func `of a kept connection is none for a read`() async throws {
        let requests = RequestCount()
        let server = try LoopbackServer { peer, _ in
            _ = try peer.readRequest()
            requests.add()
            try peer.write(Self.answer)
        }
        let aws = try client(server) { $0.maximumAttempts = 1 }
        for _ in 0..<5 { _ = try await aws.send(get) }
        #expect(requests.value == 5)
    }

    @Test func `does not hold back a task that is cancelled`() async throws {
        let (arrived, arrival) = AsyncStream.makeStream(of: Void.self)
        let server = try LoopbackServer { peer, _ in
            _ = try peer.readRequest()
            arrival.finish()
            peer.waitForClose()
        }
        let aws = try client(server)
        let call = Task { [get] in try await aws.send(get) }
        for await _ in arrived {}
        call.cancel()
        let error = await #expect(throws: AWSError.self) { try await call.value }
        #expect(error?.code == .cancelled)
        #expect(error?.isAmbiguous == true)
    }
}

/// How many requests a server has read.
private final class RequestCount: Sendable {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .sequentiallyConsistent) }

    func add() { count.add(1, ordering: .sequentiallyConsistent) }
}
