import Foundation
import HTTPTransport
import JSONCoding
import TestServices
import Testing

@testable import AWSClient

@Suite struct `Lambda on MiniStack` {
    @Test func `a function is invoked`() async throws {
        let service = try await MiniStack.shared
        let aws = service.client()
        let function = "echo-\(UUID().uuidString)"
        let role = try await service.createFunctionRole(function)
        let zip = try await packed(echo)
        _ = try await aws.send(CreateFunction(name: function, role: role, zip: zip))

        let answer = try await aws.send(
            LambdaAPI.Invoke(function: function, payload: Array(#"{"a":"é"}"#.utf8))
        )
        #expect(answer.status == 200)
        #expect(answer.functionError == nil)
        #expect(try JSON(parsing: answer.payload) == ["a": "é"])

        let accepted = try await aws.send(
            LambdaAPI.Invoke(function: function, payload: Array("{}".utf8), kind: .event)
        )
        #expect(accepted.status == 202)

        let failed = try await aws.send(
            LambdaAPI.Invoke(function: function, payload: Array(#"{"fail":true}"#.utf8))
        )
        #expect(failed.functionError != nil)
        #expect(try JSON(parsing: failed.payload)["errorType"] == "Refused")
    }

    @Test func `a missing function is named in the error`() async throws {
        let aws = try await MiniStack.shared.client()
        let error = try await #require(throws: AWSError.self) {
            try await aws.send(LambdaAPI.Invoke(function: "none", payload: []))
        }
        #expect(error.code == .resourceNotFound)
    }

    private func packed(_ bootstrap: String) async throws -> String {
        let script = try #require(
            Bundle.module.url(forResource: "Oracles/zip", withExtension: "py")
        )
        return try await BuildTool("python").run([script.path()], input: bootstrap)
    }
}

/// Answers with the event, or with an error if that is what the event says.
private let echo = #"""
    #!/bin/sh
    api=http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation
    files=$(mktemp -d)
    while :; do
        curl -s -D "$files/head" -o "$files/event" "$api/next" || exit 1
        id=$(tr -d '\r' <"$files/head" | sed -n 's/^Lambda-Runtime-Aws-Request-Id: *//Ip')
        if grep -q fail "$files/event"; then
            curl -s -d '{"errorType":"Refused","errorMessage":"no"}' "$api/$id/error"
        else
            curl -s --data-binary "@$files/event" "$api/$id/response"
        fi
    done
    """#

private struct CreateFunction: LambdaCall {
    static let operation = "CreateFunction"

    let name: String
    let role: String
    /// The package, in Base64.
    let zip: String

    var isIdempotent: Bool { false }

    var request: HTTPRequest {
        let arguments: JSON = [
            "FunctionName": .string(name), "Runtime": "provided.al2023", "Handler": "bootstrap",
            "Role": .string(role), "Code": ["ZipFile": .string(zip)],
        ]
        return HTTPRequest(
            method: "POST",
            target: "/2015-03-31/functions",
            fields: ["Content-Type": "application/json"],
            body: arguments.bytes
        )
    }

    func answer(_ response: HTTPResponse) -> [UInt8] { response.body }
}
