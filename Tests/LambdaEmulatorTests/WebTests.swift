import DurableExecution
import FoundationEssentials
import HTTPTransport
import TestTools
import Testing

@testable import LambdaEmulator

/// HTTP requests to the endpoints of a template, over real processes.
@Suite struct WebTests {
    private static let template = """
        Globals:
          HttpApi: {CorsConfiguration: {AllowOrigins: ["https://a.example"], AllowMethods: [GET, PUT], MaxAge: 60}}
        Resources:
          Rest:
            Type: AWS::Serverless::Api
            Properties: {StageName: live, BinaryMediaTypes: ["image/*"]}
          Echo:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: Echo
              FunctionUrlConfig: {AuthType: NONE}
              Events:
                Pet: {Type: HttpApi, Properties: {Path: "/pets/{id}", Method: get}}
                Rest: {Type: Api, Properties: {Path: "/files/{path+}", Method: any, RestApiId: !Ref Rest}}
          Odd:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: Odd
              ReservedConcurrentExecutions: 5
              Events:
                Odd: {Type: HttpApi, Properties: {Path: /odd, Method: post}}
                Old: {Type: HttpApi, Properties: {Path: /old, Method: post, PayloadFormatVersion: "1.0"}}
                Rest: {Type: Api, Properties: {Path: /odd, Method: post, RestApiId: !Ref Rest}}
        """

    private func withTemplate(
        time: any Timekeeper = SystemTime(),
        _ body: (EmulatorHarness) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let template = try Template(yaml: Self.template, file: "template.yaml")
            let functions = [
                try FunctionDefinition.built("Echo", named: "Echo", in: folder),
                try FunctionDefinition.built(
                    "MisbehavingBootstrap",
                    named: "Odd",
                    in: folder,
                    timeout: .seconds(900)
                ),
            ]
            try await EmulatorHarness.run(
                functions,
                endpoints: template.endpoints,
                time: time,
                body
            )
        }
    }

    private func event(_ response: HTTPResponse) throws -> Event {
        try WireJSON.decode(Event.self, response.body)
    }

    @Test func `an HTTP API calls its function with format 2`() async throws {
        try await withTemplate { emulator in
            let response = try await emulator.visit(
                "ServerlessHttpApi",
                "GET",
                "/pets/a%20b?x=1&x=2&y=%26",
                [("Cookie", "c=1; d=2"), ("X-A", "1"), ("x-a", "2")]
            )
            #expect(response.status == 200)
            #expect(response.fields["content-type"] == "application/json")
            let event = try event(response)
            #expect(event.version == "2.0")
            #expect(event.routeKey == "GET /pets/{id}")
            #expect(event.rawPath == "/pets/a%20b")
            #expect(event.rawQueryString == "x=1&x=2&y=%26")
            #expect(event.queryStringParameters == ["x": "1,2", "y": "&"])
            #expect(event.pathParameters == ["id": "a b"])
            #expect(event.cookies == ["c=1", "d=2"])
            #expect(event.headers?["x-a"] == "1,2")
            #expect(event.headers?["host"] == "serverlesshttpapi.localhost")
            #expect(event.isBase64Encoded == false)
            #expect(event.requestContext.http?.method == "GET")
            #expect(event.requestContext.stage == "$default")
        }
    }

    @Test(arguments: [
        ("text/plain; charset=utf-8", "hi", false), ("application/json", "hi", false),
        ("image/png", "aGk=", true), ("application/x-www-form-urlencoded", "aGk=", true),
    ])
    func `a binary body comes in Base64`(type: String, body: String, isEncoded: Bool) async throws {
        try await withTemplate { emulator in
            let fields = [("Content-Type", type)]
            let response = try await emulator.visit("EchoUrl", "PUT", "/any/path", fields, "hi")
            let event = try event(response)
            #expect(event.routeKey == "$default")
            #expect(event.body == body)
            #expect(event.isBase64Encoded == isEncoded)
        }
    }

    @Test func `a REST API calls its function with format 1 and wants a status code`() async throws
    {
        try await withTemplate { emulator in
            let echoed = try await emulator.visit("Rest", "GET", "/files/a/b.txt?x=1&x=2", [])
            #expect(echoed.status == 502)
            #expect(echoed.text == #"{"message":"Internal server error"}"#)
            let problem = try await emulator.first { kind in
                if case .responded(_, _, let problem?) = kind { problem } else { nil }
            }
            #expect(problem.contains("statusCode"))
        }
    }

    @Test(arguments: [
        (
            "ServerlessHttpApi", "/odd", #"{"statusCode":202,"headers":{"x":"y"},"body":"b"}"#, 202,
            "b"
        ),
        ("ServerlessHttpApi", "/odd", "[]", 200, "[]"),
        ("ServerlessHttpApi", "/old", "[]", 502, #"{"message":"Internal Server Error"}"#),
        ("ServerlessHttpApi", "/none", "", 404, #"{"message":"Not Found"}"#),
        ("Rest", "/odd", #"{"statusCode":404,"body":"gone"}"#, 404, "gone"),
        ("Rest", "/none", "", 403, #"{"message":"Missing Authentication Token"}"#),
    ])
    func `a function's answer becomes the response`(
        host: String,
        path: String,
        answer: String,
        status: Int,
        body: String
    ) async throws {
        try await withTemplate { emulator in
            let order = WireJSON.encode(["do": "answer", "text": answer])
            let fields = [("Content-Type", "application/json")]
            let text = String(decoding: order, as: UTF8.self)
            let response = try await emulator.visit(host, "POST", path, fields, text)
            #expect(response.status == status)
            #expect(response.text == body)
        }
    }

    @Test func `a request's trace is the function's, in its event and beside it`() async throws {
        try await withTemplate { emulator in
            let (api, path) = ("ServerlessHttpApi", "/pets/1")
            let fields = [("x-amzn-trace-id", "Root=1-a-b"), ("Content-Type", "application/json")]
            let order = #"{"do":"headers"}"#
            let answer = try await emulator.visit(api, "POST", "/odd", fields, order)
            #expect(answer.text.contains("Root=1-a-b;Parent="), "\(answer.text)")
            let echo = try event(try await emulator.visit(api, "GET", path, fields))
            #expect(echo.headers?["x-amzn-trace-id"] == "Root=1-a-b")
            let other = try event(try await emulator.visit(api, "GET", path, []))
            #expect(other.headers?["x-amzn-trace-id"]?.hasPrefix("Root=1-") == true)
        }
    }

    @Test func `a function that fails or dies is a bad gateway`() async throws {
        try await withTemplate { emulator in
            for order in [#"{"do":"error"}"#, #"{"do":"crash"}"#] {
                let fields = [("Content-Type", "application/json")]
                let response = try await emulator.visit("Rest", "POST", "/odd", fields, order)
                #expect(response.status == 502)
            }
        }
    }

    @Test(arguments: [("ServerlessHttpApi", 30, 503), ("Rest", 29, 504)])
    func `an API does not wait for longer than it may`(
        host: String,
        seconds: Int,
        status: Int
    ) async throws {
        let time = ManualTime()
        try await withTemplate(time: time) { emulator in
            let fields = [("Content-Type", "application/json")]
            async let response = emulator.visit(host, "POST", "/odd", fields, #"{"do":"hang"}"#)
            try await emulator.first { kind in
                if case .invoked = kind { true } else { nil }
            }
            time.advance(by: .seconds(seconds))
            #expect(try await response.status == status)
        }
    }

    @Test func `a request larger than an event may be is refused`() async throws {
        try await withTemplate { emulator in
            let body = String(repeating: "x", count: 6_500_000)
            let response = try await emulator.visit("EchoUrl", "POST", "/", [], body)
            #expect(response.status == 413)
        }
    }

    @Test func `a preflight is answered without the function, an answer says who may read it`()
        async throws
    {
        try await withTemplate { emulator in
            let origin = ("Origin", "https://a.example")
            let preflight = try await emulator.visit(
                "ServerlessHttpApi",
                "OPTIONS",
                "/odd",
                [origin, ("Access-Control-Request-Method", "PUT")]
            )
            #expect(preflight.status == 204)
            #expect(preflight.fields["access-control-allow-origin"] == "https://a.example")
            #expect(preflight.fields["access-control-allow-methods"] == "GET,PUT")
            #expect(preflight.fields["access-control-max-age"] == "60")
            let answer = try await emulator.visit("ServerlessHttpApi", "GET", "/pets/1", [origin])
            #expect(answer.fields["access-control-allow-origin"] == "https://a.example")
            let stranger = [("Origin", "https://b.example")]
            let other = try await emulator.visit("ServerlessHttpApi", "GET", "/pets/1", stranger)
            #expect(other.fields["access-control-allow-origin"] == nil)
        }
    }

    @Test func `a request to no host in particular is told the hosts there are`() async throws {
        try await withTemplate { emulator in
            let response = try await emulator.send("GET", "/pets/1")
            #expect(response.status == 404)
            #expect(response.text.contains("echourl.localhost, serverlesshttpapi.localhost"))
        }
    }
}

private struct Event: Decodable {
    let version: String?
    let routeKey: String?
    let rawPath: String?
    let rawQueryString: String?
    let queryStringParameters: [String: String]?
    let pathParameters: [String: String]?
    let cookies: [String]?
    let headers: [String: String]?
    let body: String?
    let isBase64Encoded: Bool
    let requestContext: Context

    struct Context: Decodable {
        let http: HTTP?
        let stage: String
    }

    struct HTTP: Decodable {
        let method: String
    }
}

extension EmulatorHarness {
    /// Sends a request to an endpoint by its host name.
    func visit(
        _ endpoint: String,
        _ method: String,
        _ target: String,
        _ fields: [(String, String)],
        _ body: String = ""
    ) async throws -> HTTPResponse {
        var all: HTTPFields = ["Host": "\(endpoint.lowercased()).localhost"]
        for (name, value) in fields { all.append(name, value) }
        return try await send(method, target, fields: all, body: Array(body.utf8))
    }
}
