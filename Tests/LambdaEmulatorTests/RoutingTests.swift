import HTTPTransport
import Testing

@testable import LambdaEmulator

@Suite struct RoutingTests {
    private static func route(_ key: String) -> HTTPRoute {
        guard key != "$default" else {
            return HTTPRoute(method: nil, path: nil, function: key, format: .v2)
        }
        let parts = key.split(separator: " ").map(String.init)
        return HTTPRoute(
            method: parts[0] == "ANY" ? nil : parts[0],
            path: RoutePath(parts[1]),
            function: key,
            format: .v2
        )
    }

    private let endpoint = HTTPEndpoint(
        logicalID: "API",
        kind: .httpAPI,
        routes: [
            "$default", "ANY /{proxy+}", "GET /pets/{id}", "GET /pets/dog/1", "GET /pets/dog/{id}",
            "ANY /pets/{proxy+}", "POST /pets", "ANY /pets", "GET /",
        ].map(route)
    )

    /// The first rows are the example of the developer guide.
    @Test(arguments: [
        ("GET", "/pets/dog/1", "GET /pets/dog/1", [:]),
        ("GET", "/pets/dog/2", "GET /pets/dog/{id}", ["id": "2"]),
        ("GET", "/pets/cat/1", "ANY /pets/{proxy+}", ["proxy": "cat/1"]),
        ("POST", "/test/5", "ANY /{proxy+}", ["proxy": "test/5"]),
        ("GET", "/pets/a%20b", "GET /pets/{id}", ["id": "a b"]),
        ("GET", "/pets/a%2Fb", "GET /pets/{id}", ["id": "a/b"]),
        ("DELETE", "/pets/x", "ANY /pets/{proxy+}", ["proxy": "x"]),
        ("POST", "/pets", "POST /pets", [:]),
        ("PUT", "/pets", "ANY /pets", [:]),
        ("GET", "/", "GET /", [:]),
        ("POST", "/", "$default", [:]),
        ("GET", "/pets/", "ANY /{proxy+}", ["proxy": "pets/"]),
    ])
    func `the most specific route takes a request`(
        method: String,
        path: String,
        route: String,
        parameters: [String: String]
    ) {
        let match = endpoint.match(method, path)
        #expect(match?.route.key == route)
        #expect(match?.parameters == parameters)
    }

    @Test func `nothing takes what no route matches`() {
        let endpoint = HTTPEndpoint(
            logicalID: "API",
            kind: .httpAPI,
            routes: [Self.route("GET /a/{b}")]
        )
        #expect(endpoint.match("GET", "/a") == nil)
        #expect(endpoint.match("GET", "/a/b/c") == nil)
        #expect(endpoint.match("PUT", "/a/b") == nil)
    }

    @Test func `a host name leads to its endpoint, a date to Lambda, the rest to the only one`() {
        let other = HTTPEndpoint(logicalID: "Other", kind: .httpAPI, routes: [])
        func door(_ host: String, _ target: String, _ endpoints: [HTTPEndpoint]) -> FrontDoor {
            FrontDoor(HTTPRequest(method: "GET", target: target, fields: ["Host": host]), endpoints)
        }
        #expect(
            door("api.localhost:9001", "/2015-03-31/functions", [endpoint]) == .endpoint(endpoint)
        )
        #expect(door("API.localhost", "/x", [other, endpoint]) == .endpoint(endpoint))
        #expect(door("127.0.0.1:9001", "/2015-03-31/functions", [endpoint]) == .lambda)
        #expect(door("127.0.0.1:9001", "/x", [endpoint]) == .endpoint(endpoint))
        #expect(door("127.0.0.1:9001", "/x", [endpoint, other]) == .unknown)
        #expect(door("127.0.0.1:9001", "/x", []) == .lambda)
    }
}
