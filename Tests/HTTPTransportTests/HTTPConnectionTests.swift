import LoopbackServer
import Synchronization
import Testing

@testable import HTTPTransport

struct HTTPConnectionTests {
    private let get = HTTPRequest(method: "GET", target: "/")

    @Test
    func `A request arrives as it was given, with Host and Content-Length added`() throws {
        let seen = Mutex<LoopbackRequest?>(nil)
        let server = try LoopbackServer { peer, _ in
            let request = try peer.readRequest()
            seen.withLock { $0 = request }
            try peer.respond(201, fields: ["X-A": "b"], body: "made")
        }
        var connection = HTTPConnection(to: server.origin)
        let request = HTTPRequest(
            method: "POST",
            target: "/a?b=c",
            fields: ["X-C": "d"],
            body: Array("hello".utf8)
        )
        let response = try connection.exchange(request)
        #expect(response.status == 201)
        #expect(response.fields["x-a"] == "b")
        #expect(response.body == Array("made".utf8))
        let arrived = try #require(seen.withLock { $0 })
        #expect(arrived.line == "POST /a?b=c HTTP/1.1")
        #expect(arrived.body == request.body)
        let fields = ["host": server.origin.authority, "content-length": "5", "x-c": "d"]
        #expect(arrived.fields == fields)
    }

    @Test
    func `A connection is kept between exchanges`() throws {
        let server = try LoopbackServer { peer, _ in
            while true {
                _ = try peer.readRequest()
                try peer.respond()
            }
        }
        var connection = HTTPConnection(to: server.origin)
        for _ in 0..<5 { _ = try connection.exchange(get) }
        #expect(server.connectionCount == 1)
    }

    @Test
    func `A connection that the server closes is opened again`() throws {
        let server = try LoopbackServer { peer, _ in
            _ = try peer.readRequest()
            try peer.respond(fields: ["Connection": "close"])
        }
        var connection = HTTPConnection(to: server.origin)
        for _ in 0..<3 { #expect(try connection.exchange(get).status == 200) }
        #expect(server.connectionCount == 3)
    }

    @Test
    func `A kept connection that dies under an idempotent request is replaced`() throws {
        let server = try serverWhoseFirstConnectionDiesAtItsSecondRequest()
        var connection = HTTPConnection(to: server.origin)
        _ = try connection.exchange(get)
        #expect(try connection.exchange(get, isIdempotent: true).status == 200)
        #expect(server.connectionCount == 2)
    }

    @Test
    func `A request that may have been carried out is not sent again`() throws {
        let server = try serverWhoseFirstConnectionDiesAtItsSecondRequest()
        var connection = HTTPConnection(to: server.origin)
        _ = try connection.exchange(get)
        #expect(throws: HTTPError.connectionClosed(mayHaveBeenSent: true)) {
            try connection.exchange(get)
        }
        #expect(server.connectionCount == 1)
    }

    private func serverWhoseFirstConnectionDiesAtItsSecondRequest() throws -> LoopbackServer {
        try LoopbackServer { peer, index in
            _ = try peer.readRequest()
            try peer.respond()
            _ = try peer.readRequest()
            if index > 0 { try peer.respond() }
        }
    }

    @Test
    func `A new connection that closes without an answer is an error, whatever may be sent twice`()
        throws
    {
        let server = try LoopbackServer { peer, _ in _ = try peer.readRequest() }
        var connection = HTTPConnection(to: server.origin)
        #expect(throws: HTTPError.connectionClosed(mayHaveBeenSent: true)) {
            try connection.exchange(get, isIdempotent: true)
        }
        #expect(server.connectionCount == 1)
    }

    @Test
    func `An answer that breaks off is an error and the next exchange recovers`() throws {
        let server = try LoopbackServer { peer, index in
            _ = try peer.readRequest()
            guard index == 0 else { return try peer.respond(body: "whole") }
            try peer.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
        }
        var connection = HTTPConnection(to: server.origin)
        #expect(throws: HTTPError.connectionClosed(mayHaveBeenSent: true)) {
            try connection.exchange(get)
        }
        #expect(try connection.exchange(get).body == Array("whole".utf8))
    }

    @Test
    func `Large bodies pass while the peer writes before it reads`() throws {
        let size = 8 * 1024 * 1024
        let server = try LoopbackServer { peer, _ in
            try peer.write("HTTP/1.1 200 OK\r\nContent-Length: \(size)\r\n\r\n")
            try peer.write([UInt8](repeating: 7, count: size))
            peer.waitForClose()
        }
        var connection = HTTPConnection(to: server.origin)
        let body = [UInt8](repeating: 1, count: size)
        let response = try connection.exchange(HTTPRequest(method: "POST", target: "/", body: body))
        #expect(response.body.count == size)
    }

    @Test
    func `A large body arrives whole`() throws {
        let body = (0..<6_291_556).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let server = try LoopbackServer { peer, _ in
            let request = try peer.readRequest()
            try peer.write("HTTP/1.1 200 OK\r\nContent-Length: \(request.body.count)\r\n\r\n")
            try peer.write(request.body)
        }
        var connection = HTTPConnection(to: server.origin)
        let response = try connection.exchange(HTTPRequest(method: "POST", target: "/", body: body))
        #expect(response.body == body)
    }

    @Test
    func `A silent server runs into the timeout`() throws {
        let server = try LoopbackServer { peer, _ in peer.waitForClose() }
        var connection = HTTPConnection(to: server.origin)
        #expect(throws: HTTPError.timedOut(mayHaveBeenSent: true)) {
            try connection.exchange(get, timeout: .seconds(1))
        }
    }

    @Test
    func `A cancellation ends the wait`() throws {
        let server = try LoopbackServer { peer, _ in peer.waitForClose() }
        let cancellation = try #require(Bell())
        cancellation.ring()
        var connection = HTTPConnection(to: server.origin)
        #expect(throws: HTTPError.cancelled) {
            try connection.exchange(get, cancellation: cancellation)
        }
    }

    @Test
    func `Nobody listening is an error that names the address`() throws {
        let origin = try LoopbackServer { _, _ in }.origin
        var connection = HTTPConnection(to: origin)
        let error = #expect(throws: HTTPError.self) { try connection.exchange(get) }
        #expect(error?.mayHaveBeenSent == false)
        #expect(error?.description.contains("http://127.0.0.1:\(origin.port)") == true)
    }

    @Test
    func `A plain server behind an https address is a TLS error`() throws {
        let server = try LoopbackServer { peer, _ in try peer.write("no TLS here, sorry") }
        var connection = HTTPConnection(
            to: Origin(.https, host: "127.0.0.1", port: server.port)
        )
        let error = #expect(throws: HTTPError.self) { try connection.exchange(get) }
        guard case .tls = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: [
        HTTPRequest(method: "GET ", target: "/"),
        HTTPRequest(method: "", target: "/"),
        HTTPRequest(method: "GET", target: ""),
        HTTPRequest(method: "GET", target: "/a b"),
        HTTPRequest(method: "GET", target: "/\r\nX: y"),
        HTTPRequest(method: "GET", target: "/", fields: ["X": "a\r\nY: b"]),
        HTTPRequest(method: "GET", target: "/", fields: ["X:": "a"]),
        HTTPRequest(method: "GET", target: "/", fields: ["Content-Length": "5"]),
        HTTPRequest(method: "GET", target: "/", fields: ["Transfer-Encoding": "chunked"]),
    ])
    func `A request that could smuggle something in is refused`(request: HTTPRequest) throws {
        var connection = HTTPConnection(to: Origin(.http, host: "127.0.0.1", port: 1))
        let error = #expect(throws: HTTPError.self) { try connection.exchange(request) }
        guard case .invalidRequest = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}

extension LoopbackServer {
    var origin: Origin { Origin(.http, host: "127.0.0.1", port: port) }
}
