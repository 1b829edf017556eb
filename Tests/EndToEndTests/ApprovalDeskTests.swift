import AWSClient
import Foundation
import HTTPTransport
import JSONCoding
import TestServices
import Testing

/// The packaged API in front of approvals, with executions at the emulator and in a table.
struct ApprovalDeskTests {
    /// Sends a request to the API.
    typealias Call =
        (_ method: String, _ path: String, _ body: String?) async throws -> (status: Int, JSON)

    @Test(.timeLimit(.minutes(15)))
    func `takes documents and decisions on the emulator, which keeps the executions`() async throws
    {
        let service = try ServiceProcess([
            builtProduct("perdure"), "dev", "--packaged", "--port", "0", "--skip-time",
            "--template", repositoryRoot.appending(path: "template.yaml").path(),
        ])
        let greeting = try await service.waitForOutput("serverlesshttpapi.localhost:")
        let port = try #require(greeting.firstMatch(of: /http:\/\/127\.0\.0\.1:([0-9]+)/)).output.1
        let origin = Origin(.http, host: "127.0.0.1", port: try #require(Int(port)))
        let client = HTTPClient()
        try await expectAnApproval { method, path, body in
            let request = HTTPRequest(
                method: method,
                target: path,
                fields: ["Host": "serverlesshttpapi.localhost:\(port)"],
                body: Array((body ?? "").utf8)
            )
            let answer = try await client.send(
                request,
                to: origin,
                timeout: .seconds(60),
                isIdempotent: false
            )
            return (answer.status, try JSON(parsing: answer.body.isEmpty ? [0x30] : answer.body))
        }
    }

    @Test(.timeLimit(.minutes(15)))
    func `takes documents and decisions on a table, with the rights that the template gives`()
        async throws
    {
        let deployment = try await Deployment.shared
        let client = deployment.service.client()
        let function = try deployment["ApprovalDeskFunction"]
        try await expectAnApproval { method, path, body in
            let invoke = LambdaAPI.Invoke(
                function: function,
                payload: Self.event(method, path, body).bytes
            )
            let answer = try await client.send(invoke)
            let text = String(decoding: answer.payload, as: UTF8.self)
            #expect(answer.functionError == nil, "\(text)")
            let response = try JSON(parsing: answer.payload)
            let json = try response["body"]?.string.map { try JSON(parsing: Array($0.utf8)) }
            return (try #require(response["statusCode"]?.integer), json ?? .null)
        }
    }

    private func expectAnApproval(_ call: Call) async throws {
        let path = "/approvals/plan-\(UInt32.random(in: .min ... .max))"
        #expect(try await call("GET", path, nil).status == 404)
        #expect(try await call("PUT", path, "[]").status == 400)
        #expect(try await call("PUT", "/approvals/a%20b", #"{"title":"Plan"}"#).status == 400)
        let document = #"{"title":"Plan","author":"Ada","recipients":["Bob"]}"#
        #expect(try await call("PUT", path, document).status == 202)
        #expect(try await call("PUT", path, document).status == 202)
        let other = #"{"title":"Another","author":"Ada","recipients":[]}"#
        #expect(try await call("PUT", path, other).status == 409)

        let pending = try await approval(path, call) { $0["status"]?.string == "PENDING" }
        #expect(pending["document"]?["title"]?.string == "Plan")
        #expect(pending["expires"]?.string != nil)
        let waiting = try await call("GET", "/approvals", nil).1.array ?? []
        #expect(waiting.contains { $0["name"] == pending["name"] })

        #expect(try await call("POST", path + "/decision", #"{"approved":1}"#).status == 400)
        let decision = #"{"approved":false,"by":"Grace","comments":"too dear"}"#
        #expect(try await call("POST", "/approvals/none/decision", decision).status == 404)
        #expect(try await call("POST", path + "/decision", decision).status == 204)
        #expect(try await call("POST", path + "/decision", decision).status == 409)

        let ended = try await approval(path, call) { $0["status"]?.string == "SUCCEEDED" }
        #expect(ended["outcome"]?["status"]?.string == "rejected by Grace")
        #expect(ended["outcome"]?["comments"]?.string == "too dear")
    }

    /// Asks until it stands as expected; the time limit is the test's own.
    private func approval(
        _ path: String,
        _ call: Call,
        until isExpected: (JSON) -> Bool
    ) async throws -> JSON {
        while true {
            let approval = try await call("GET", path, nil).1
            if isExpected(approval) { return approval }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    /// A request as an HTTP API hands it to its function.
    private static func event(_ method: String, _ path: String, _ body: String?) -> JSON {
        let segments = path.split(separator: "/").map(String.init)
        let route = segments.count < 2 ? path : path.replacing(segments[1], with: "{name}")
        return .members([
            "version": "2.0", "routeKey": .string("\(method) \(route)"), "rawPath": .string(path),
            "rawQueryString": "", "headers": [:],
            "pathParameters": segments.count < 2
                ? nil : ["name": .string(segments[1].removingPercentEncoding ?? "")],
            "requestContext": [
                "accountId": "123456789012", "apiId": "api", "domainName": "api.example",
                "domainPrefix": "api", "requestId": "id", "stage": "$default",
                "time": "12/Mar/2020:19:03:58 +0000", "timeEpoch": .number(1_583_348_638_390),
                "routeKey": .string("\(method) \(route)"),
                "http": [
                    "method": .string(method), "path": .string(path), "protocol": "HTTP/1.1",
                    "sourceIp": "192.0.2.1", "userAgent": "test",
                ],
            ],
            "body": body.map(JSON.string), "isBase64Encoded": false,
        ])
    }
}
