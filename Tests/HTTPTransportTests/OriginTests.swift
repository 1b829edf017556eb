import Testing

@testable import HTTPTransport

struct OriginTests {
    @Test(arguments: [
        ("127.0.0.1:9001", Origin(.http, host: "127.0.0.1", port: 9001)),
        ("localhost", Origin(.http, host: "localhost", port: 80)),
        ("[::1]:9001", Origin(.http, host: "::1", port: 9001)),
        ("[::1]", Origin(.http, host: "::1", port: 80)),
    ])
    func `An authority is read`(text: String, origin: Origin) {
        #expect(Origin(.http, authority: text) == origin)
    }

    @Test(arguments: [
        "", ":80", "a:", "a:0", "a:65536", "a:b", "::1", "[::1", "a/b", "a b", "a@b:1",
    ])
    func `What is no authority is refused`(text: String) {
        #expect(Origin(.http, authority: text) == nil)
    }

    @Test
    func `The Host field leaves out the scheme's own port`() {
        #expect(Origin(.https, host: "a.example", port: 443).authority == "a.example")
        #expect(Origin(.http, host: "a.example", port: 443).authority == "a.example:443")
        #expect(Origin(.http, host: "::1", port: 9001).authority == "[::1]:9001")
    }
}
