import TestServices
import Testing

@testable import HTTPTransport

struct HTTPResponseParserTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        var name: String
        var method = "GET"
        var wire: String
        var response: HTTPResponse
        var isReusable = true
        var endsByClosing = false

        var testDescription: String { name }
    }

    static let vectors: [Vector] = [
        Vector(
            name: "a body of known length",
            wire: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A:  b \r\n\r\nhello",
            response: HTTPResponse(
                status: 200,
                fields: ["Content-Length": "5", "X-A": "b"],
                body: Array("hello".utf8)
            )
        ),
        Vector(
            name: "a chunked body with extensions and trailers",
            wire: "HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n"
                + "5;a=b\r\nhello\r\n00a \r\n, world!!!\r\n0\r\nTrailer: x\r\n\r\n",
            response: HTTPResponse(
                status: 200,
                fields: ["transfer-encoding": "Chunked"],
                body: Array("hello, world!!!".utf8)
            )
        ),
        Vector(
            name: "a body until the connection closes",
            wire: "HTTP/1.1 200\r\n\r\nhello",
            response: HTTPResponse(status: 200, body: Array("hello".utf8)),
            isReusable: false,
            endsByClosing: true
        ),
        Vector(
            name: "interim answers before the final one",
            wire: "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\n"
                + "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n",
            response: HTTPResponse(status: 202, fields: ["Content-Length": "0"])
        ),
        Vector(
            name: "no body after HEAD",
            method: "HEAD",
            wire: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
            response: HTTPResponse(status: 200, fields: ["Content-Length": "5"])
        ),
        Vector(
            name: "no body after 204",
            wire: "HTTP/1.1 204 No Content\r\n\r\n",
            response: HTTPResponse(status: 204)
        ),
        Vector(
            name: "no body after 304",
            wire: "HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n",
            response: HTTPResponse(status: 304, fields: ["Content-Length": "7"])
        ),
        Vector(
            name: "lines that end in a bare line feed",
            wire: "HTTP/1.1 200 OK\nContent-Length: 2\n\nok",
            response: HTTPResponse(
                status: 200,
                fields: ["Content-Length": "2"],
                body: Array("ok".utf8)
            )
        ),
        Vector(
            name: "a server that closes afterwards",
            wire: "HTTP/1.1 200 OK\r\nConnection: foo, Close\r\nContent-Length: 0\r\n\r\n",
            response: HTTPResponse(
                status: 200,
                fields: ["Connection": "foo, Close", "Content-Length": "0"]
            ),
            isReusable: false
        ),
        Vector(
            name: "HTTP/1.0, which closes unless it says otherwise",
            wire: "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
            response: HTTPResponse(status: 200, fields: ["Content-Length": "0"]),
            isReusable: false
        ),
        Vector(
            name: "the same length said twice",
            wire: "HTTP/1.1 200 OK\r\nContent-Length: 1, 1\r\n\r\n!",
            response: HTTPResponse(
                status: 200,
                fields: ["Content-Length": "1, 1"],
                body: Array("!".utf8)
            )
        ),
        Vector(
            name: "more than the answer",
            wire: "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n!HTTP/1.1 200",
            response: HTTPResponse(
                status: 200,
                fields: ["Content-Length": "1"],
                body: Array("!".utf8)
            ),
            isReusable: false
        ),
    ]

    @Test(arguments: vectors)
    func `An answer is the same however its bytes are split`(vector: Vector) throws {
        let wire = Array(vector.wire.utf8)
        for split in 0...wire.count {
            var parser = HTTPResponseParser(answeringTo: vector.method)
            let response = try parser.read([wire[..<split], wire[split...]], vector.endsByClosing)
            #expect(response == vector.response, "split at \(split)")
        }
    }

    @Test(arguments: vectors)
    func `An answer can arrive byte by byte`(vector: Vector) throws {
        let wire = Array(vector.wire.utf8)
        var parser = HTTPResponseParser(answeringTo: vector.method)
        let pieces = wire.indices.map { wire[$0...$0] }
        #expect(try parser.read(pieces, vector.endsByClosing) == vector.response)
    }

    @Test(arguments: vectors)
    func `A connection is kept only where the answer allows it`(vector: Vector) throws {
        var parser = HTTPResponseParser(answeringTo: vector.method)
        _ = try parser.read([Array(vector.wire.utf8)[...]], vector.endsByClosing)
        #expect(parser.isConnectionReusable == vector.isReusable)
    }

    @Test(arguments: [
        "",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n",
    ])
    func `A connection that closes too early is an error`(wire: String) {
        #expect(throws: HTTPError.connectionClosed(mayHaveBeenSent: true)) {
            var parser = HTTPResponseParser(answeringTo: "GET")
            _ = try parser.receive(Array(wire.utf8)[...])
            _ = try parser.finish()
        }
    }

    @Test(arguments: [
        "SSH-2.0-OpenSSH_9.2\r\n",
        "HTTP/2 200\r\n",
        "HTTP/1.1 20 OK\r\n",
        "HTTP/1.1 2000 OK\r\n",
        "HTTP/1.1 099 OK\r\n",
        "HTTP/1.1 101 Switching Protocols\r\n",
        "\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n",
        "HTTP/1.1 200 OK\r\n: no name\r\n",
        "HTTP/1.1 200 OK\r\nSpace : before the colon\r\n",
        "HTTP/1.1 200 OK\r\nA: b\r\n folded\r\n",
        "HTTP/1.1 200 OK\r\nA: \u{0}\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8000000000000000\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
    ])
    func `Garbage is an error`(wire: String) {
        var parser = HTTPResponseParser(answeringTo: "GET")
        let error = #expect(throws: HTTPError.self) {
            _ = try parser.receive(Array(wire.utf8)[...])
        }
        guard case .malformedResponse = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nA: " + String(repeating: "a", count: 200),
        String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 20),
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;"
            + String(repeating: "a", count: 200),
    ])
    func `A head over the limit is an error`(wire: String) {
        var limits = HTTPResponseParser.Limits()
        limits.head = 100
        var parser = HTTPResponseParser(answeringTo: "GET", limits: limits)
        #expect(throws: HTTPError.tooLarge(limit: 100)) {
            _ = try parser.receive(Array(wire.utf8)[...])
        }
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\n01234567890",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n012345\r\n6\r\n012345\r\n",
    ])
    func `A body over the limit is an error`(wire: String) {
        var limits = HTTPResponseParser.Limits()
        limits.body = 10
        var parser = HTTPResponseParser(answeringTo: "GET", limits: limits)
        #expect(throws: HTTPError.tooLarge(limit: 10)) {
            _ = try parser.receive(Array(wire.utf8)[...])
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `Damaged answers in random pieces never trap`(seed: UInt64) {
        var random = SplitMix64(state: seed)
        for vector in Self.vectors {
            var wire = Array(vector.wire.utf8)
            for _ in 0..<Int.random(in: 0...4, using: &random) { wire.damage(&random) }
            var parser = HTTPResponseParser(answeringTo: vector.method)
            // Whether it is an answer or an error does not matter here, only that it is one of them.
            _ = try? parser.read(wire.randomPieces(&random), true)
        }
    }
}

extension HTTPResponseParser {
    fileprivate mutating func read(
        _ pieces: [ArraySlice<UInt8>],
        _ endsByClosing: Bool
    ) throws(HTTPError) -> HTTPResponse? {
        var response: HTTPResponse?
        for piece in pieces {
            if let complete = try receive(piece) { response = complete }
        }
        return endsByClosing ? try finish() : response
    }
}

extension [UInt8] {
    fileprivate mutating func damage(_ random: inout SplitMix64) {
        guard let index = indices.randomElement(using: &random) else { return }
        switch Int.random(in: 0..<3, using: &random) {
        case 0: self[index] = UInt8.random(in: .min ... .max, using: &random)
        case 1: remove(at: index)
        default: insert(UInt8.random(in: .min ... .max, using: &random), at: index)
        }
    }

    fileprivate func randomPieces(_ random: inout SplitMix64) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var rest = self[...]
        while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...32, using: &random))
            pieces.append(piece)
            rest = rest[piece.endIndex...]
        }
        return pieces
    }
}
