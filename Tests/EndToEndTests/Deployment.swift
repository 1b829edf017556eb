import AWSClient
import Foundation
import TestServices

/// The template, deployed by SAM with the packaged zips as they are.
struct Deployment {
    let service: MiniStack
    private let outputs: [String: String]

    /// One deployment for all tests; none of them changes another's function.
    ///
    /// - Throws: what `sam deploy` says, or that the zips are missing.
    static var shared: Deployment {
        get async throws { try await sharedDeployment.value }
    }

    private static let sharedDeployment = Task { try await make() }

    private static func make() async throws -> Deployment {
        let service = try await MiniStack.start()
        let bucket = "artifacts-\(UUID().uuidString.lowercased())"
        let environment = environment(of: service)
        let tool = try BuildTool("aws")
        func aws(_ arguments: String...) async throws -> String {
            try await tool.run(arguments, environment: environment)
        }
        _ = try await aws("s3api", "create-bucket", "--bucket", bucket)
        _ = try await BuildTool("sam").run(
            [
                "deploy", "--template-file", repositoryRoot.appending(path: "template.yaml").path(),
                "--stack-name", "samples", "--s3-bucket", bucket, "--no-confirm-changeset",
                "--no-progressbar", "--capabilities", "CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND",
            ],
            environment: environment
        )
        let description = try await aws(
            "cloudformation",
            "describe-stacks",
            "--stack-name",
            "samples",
            "--query",
            "Stacks[0].Outputs",
            "--output",
            "json"
        )
        let outputs = try JSON(parsing: Array(description.utf8)).array ?? []
        return Deployment(
            service: service,
            outputs: Dictionary(
                outputs.compactMap { output in
                    output["OutputKey"]?.string.flatMap { key in
                        output["OutputValue"]?.string.map { (key, $0) }
                    }
                }
            ) { $1 }
        )
    }

    /// What AWS's own tools need to talk to the service.
    var environment: [String: String] { Self.environment(of: service) }

    private static func environment(of service: MiniStack) -> [String: String] {
        service.environment.merging(
            ["SAM_CLI_TELEMETRY": "0", "AWS_DEFAULT_REGION": service.region.name]
        ) { $1 }
    }

    subscript(output: String) -> String {
        get throws {
            guard let value = outputs[output] else { throw MissingOutput(name: output) }
            return value
        }
    }
}

struct MissingOutput: Error {
    let name: String
}
