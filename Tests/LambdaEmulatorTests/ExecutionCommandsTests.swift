import Foundation
import TestServices
import Testing

@testable import LambdaEmulator

/// `perdure executions` and `callbacks` where Lambda keeps executions, by signed calls.
@Suite struct `The command line on Lambda's executions` {
    private func withPerdure(
        _ body: (_ perdure: (String...) async throws -> Command.Result) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let function = try FunctionDefinition.built(
                "Approvals",
                in: folder,
                environment: ["PERDURE_STORE": "dynamodb://nowhere"]
            )
            try await EmulatorHarness.run([function]) { emulator in
                try await body { (arguments: String...) in
                    var command = Command(builtProduct("perdure"), arguments)
                    command.environment = [
                        "PERDURE_STORE": "lambda://F:$LATEST",
                        "AWS_ENDPOINT_URL_LAMBDA": emulator.endpoint,
                        "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "key",
                        "AWS_SECRET_ACCESS_KEY": "secret",
                    ]
                    return try await command.run()
                }
            }
        }
    }

    @Test(.timeLimit(.minutes(15)))
    func `starts, lists, answers, shows and prices them`() async throws {
        try await withPerdure { perdure in
            let document = #"{"title":"Plan","author":"Ada","recipients":[]}"#
            let start = try await perdure(
                "executions",
                "start",
                "document-approval",
                "--name",
                "plan",
                "--input",
                document
            )
            #expect(start.output == "plan\n", "\(start.errors)")
            var token = ""
            while token.isEmpty {
                let open = try await perdure("callbacks", "list", "-o", "plain")
                token =
                    open.output.split(separator: "\n").first?
                    .split(separator: "\t").last.map(String.init) ?? ""
            }
            let list = try await perdure("executions", "list", "-o", "plain")
            #expect(list.output.hasPrefix("plan\tF\tRUNNING\t"), "\(list.output)")
            let cost = try await perdure("executions", "cost", "plan", "-o", "plain")
            #expect(cost.output.hasPrefix("AWS's durable functions\t"), "\(cost.errors)")
            let fork = try await perdure("executions", "fork", "plan", "--from", "announce")
            #expect(fork.errors.contains("'restart' begins again from the input"))
            let answer = try await perdure(
                "callbacks",
                "fail",
                token,
                "--type",
                "No",
                "--message",
                "not like this"
            )
            #expect(answer.status == 0, "\(answer.errors)")
            let follow = try await perdure("executions", "follow", "plan")
            #expect(follow.output.contains("not like this"), "\(follow.output)")
        }
    }
}
