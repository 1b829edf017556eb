import HTTPTransport
import Testing

@testable import LambdaEmulator

@Suite struct ProxyResponseTests {
    @Test(arguments: [
        (#"{"statusCode":201,"body":"made"}"#, 201, "made", "text/plain; charset=utf-8"),
        (#"{"statusCode":"204"}"#, 204, "", "text/plain; charset=utf-8"),
        (#"{"message":"hi"}"#, 200, #"{"message":"hi"}"#, "application/json"),
        (#""hi""#, 200, "hi", "application/json"),
        ("[1]", 200, "[1]", "application/json"),
        ("null", 200, "null", "application/json"),
        (
            #"{"statusCode":200,"headers":{"Content-Type":"a/b","n":1},"body":"aGk=","isBase64Encoded":true}"#,
            200, "hi", "a/b"
        ),
    ])
    func `a result in format 2 becomes a response`(
        result: String,
        status: Int,
        body: String,
        type: String
    ) throws {
        let response = try ProxyResponse.read(Array(result.utf8), .v2)
        #expect(response.status == status)
        #expect(response.text == body)
        #expect(response.fields["content-type"] == type)
    }

    @Test func `cookies become fields of their own, framing is not the function's to say`() throws {
        let result =
            #"{"statusCode":200,"cookies":["a=1","b=2"],"headers":{"Content-Length":"9","x":true}}"#
        let fields = try ProxyResponse.read(Array(result.utf8), .v2).fields
        #expect(fields.all.filter { $0.name == "set-cookie" }.map(\.value) == ["a=1", "b=2"])
        #expect(fields["content-length"] == nil)
        #expect(fields["x"] == "true")
    }

    @Test func `in format 1 several values win over a single one`() throws {
        let result = """
            {"statusCode":200,"headers":{"a":"1","b":"2"},"multiValueHeaders":{"A":["3","4"]},"body":"x"}
            """
        let response = try ProxyResponse.read(Array(result.utf8), .v1)
        let fields = response.fields.all.map { "\($0.name): \($0.value)" }
        #expect(fields == ["b: 2", "A: 3", "A: 4", "content-type: application/json"])
    }

    @Test(arguments: [
        ("oops", HTTPRoute.PayloadFormat.v2), (#"{"message":"hi"}"#, .v1), (#""hi""#, .v1),
        (#"{"statusCode":7}"#, .v2), (#"{"statusCode":"many"}"#, .v1),
        (#"{"statusCode":200,"body":{}}"#, .v2), (#"{"statusCode":200,"body":{}}"#, .v1),
        (#"{"statusCode":200,"body":"§","isBase64Encoded":true}"#, .v2),
    ])
    func `anything else is malformed`(result: String, format: HTTPRoute.PayloadFormat) {
        #expect(throws: ProxyResponse.Malformed.self) {
            try ProxyResponse.read(Array(result.utf8), format)
        }
    }

    @Test func `a prelude may come in any pieces`() throws {
        let stream = Array(
            "{\"statusCode\":201,\"headers\":{\"a\":\"b\"}}\0\0\0\0\0\0\0\0rest".utf8
        )
        for cut in stream.indices {
            var prelude = StreamPrelude()
            let first = try prelude.receive(Array(stream[..<cut]))
            let found = try first ?? prelude.receive(Array(stream[cut...]))
            let (head, rest) = try #require(found)
            #expect(head.status == 201)
            #expect(head.fields["a"] == "b")
            let body = first == nil ? rest : rest + stream[cut...]
            #expect(String(decoding: body, as: UTF8.self) == "rest")
        }
    }

    @Test func `a stream that has no prelude is malformed`() {
        var prelude = StreamPrelude()
        #expect(throws: ProxyResponse.Malformed.self) {
            try prelude.receive(Array("<html>\0\0\0\0\0\0\0\0".utf8))
        }
        var endless = StreamPrelude()
        #expect(throws: ProxyResponse.Malformed.self) {
            try endless.receive([UInt8](repeating: 0x20, count: 2 << 20))
        }
    }
}
