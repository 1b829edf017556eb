import Foundation
import HTTPTransport
import JSONCoding
import TestServices
import Testing

/// The packaged API in front of approvals.
struct ApprovalDeskTests {
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
        let conversation = ApprovalConversation { method, path, body in
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
        try await conversation.takePlace()
    }
}
