import LoopbackServer
import Synchronization
import Testing

@testable import HTTPTransport

struct HTTPUploadTests {
    private let post = HTTPRequest(method: "POST", target: "/", fields: ["Trailer": "X-End"])

    @Test
    func `Each piece is one chunk, and trailers follow the last`() throws {
        let seen = Mutex<LoopbackRequest?>(nil)
        let server = try LoopbackServer { peer, _ in
            let request = try peer.readRequest()
            seen.withLock { $0 = request }
            try peer.respond(202)
        }
        let pieces = [Array("hello".utf8), [], [UInt8](repeating: 7, count: 100_000)]
        var connection = HTTPConnection(to: server.origin)
        var upload = try connection.beginUpload(post)
        for piece in pieces { try upload.write(piece) }
        let response = try connection.finish(upload, trailers: ["X-End": "ok"])
        #expect(response.status == 202)
        let arrived = try #require(seen.withLock { $0 })
        #expect(arrived.chunks == [pieces[0], pieces[2]])
        #expect(arrived.trailers == ["x-end": "ok"])
        #expect(arrived.fields["content-length"] == nil)
    }

    @Test
    func `The connection is kept before and after an upload`() throws {
        let server = try LoopbackServer { peer, _ in
            while true {
                _ = try peer.readRequest()
                try peer.respond()
            }
        }
        var connection = HTTPConnection(to: server.origin)
        for _ in 0..<3 {
            _ = try connection.exchange(HTTPRequest(method: "GET", target: "/"))
            var upload = try connection.beginUpload(post)
            try upload.write([1])
            _ = try connection.finish(upload)
        }
        #expect(server.connectionCount == 1)
    }

    @Test
    func `A peer that answers early is heard, and its connection not used again`() throws {
        let server = try LoopbackServer { peer, index in
            if index == 0 {
                _ = try peer.readLine()
                try peer.respond(413)
            } else {
                _ = try peer.readRequest()
                try peer.respond()
            }
        }
        var connection = HTTPConnection(to: server.origin)
        var upload = try connection.beginUpload(post)
        let piece = [UInt8](repeating: 0, count: 1_000_000)
        while !upload.wasAnsweredEarly { try upload.write(piece) }
        let refusal = try connection.finish(upload)
        #expect(refusal.status == 413)
        let next = try connection.exchange(HTTPRequest(method: "GET", target: "/"))
        #expect(next.status == 200)
        #expect(server.connectionCount == 2)
    }

    @Test
    func `An upload that is dropped closes its connection`() throws {
        let closed = try #require(Bell())
        let server = try LoopbackServer { peer, _ in
            peer.waitForClose()
            closed.ring()
        }
        var connection = HTTPConnection(to: server.origin)
        do {
            var upload = try connection.beginUpload(post)
            try upload.write([1])
        }
        closed.wait(until: nil)
    }

    @Test
    func `A trailer cannot smuggle in a line`() throws {
        let server = try LoopbackServer { peer, _ in _ = try peer.readRequest() }
        var connection = HTTPConnection(to: server.origin)
        let upload = try connection.beginUpload(post)
        do throws(HTTPError) {
            _ = try connection.finish(upload, trailers: ["X-End": "a\r\nX-More: b"])
            Issue.record("It was sent.")
        } catch {
            #expect(!error.mayHaveBeenSent)
        }
    }
}
