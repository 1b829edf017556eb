import AWSClient
import Foundation
import JSONCoding
import TestServices

/// The template, deployed by SAM.
struct Deployment {
    let service: MiniStack
    private let bucket: String
    private let outputs: [String: String]

    /// One deployment for all tests, of the packaged zips as they are; none of them changes another's function.
    ///
    /// - Throws: what `sam deploy` says, or that the zips are missing.
    static var shared: Deployment {
        get async throws { try await sharedDeployment.value }
    }

    private static let sharedDeployment = Task { try await make() }

    private static func make() async throws -> Deployment {
        let service = try await MiniStack.start()
        let bucket = "artifacts-\(UUID().uuidString.lowercased())"
        _ = try await BuildTool("aws").run(
            ["s3api", "create-bucket", "--bucket", bucket],
            environment: environment(of: service)
        )
        let template = repositoryRoot.appending(path: "template.yaml").path()
        return try await deploy(template, as: "samples", to: service, bucket)
    }

    /// Another stack beside the shared one, from a template that SAM has built.
    func deploy(_ template: String, as stack: String) async throws -> Deployment {
        try await Self.deploy(template, as: stack, to: service, bucket)
    }

    /// `sam package`, then `sam deploy` of what that wrote.
    private static func deploy(
        _ template: String,
        as stack: String,
        to service: MiniStack,
        _ bucket: String
    ) async throws -> Deployment {
        let environment = environment(of: service)
        let packaged = FileManager.default.temporaryDirectory
            .appending(path: "\(UUID().uuidString).yaml").path()
        // What is left behind lies in the system's temporary folder.
        defer { try? FileManager.default.removeItem(atPath: packaged) }
        _ = try await BuildTool("sam").run(
            [
                "package", "--template-file", template, "--s3-bucket", bucket,
                "--output-template-file", packaged, "--no-progressbar",
            ],
            environment: environment
        )
        _ = try await BuildTool("sam").run(
            [
                "deploy", "--template-file", packaged, "--stack-name", stack, "--s3-bucket", bucket,
                "--no-confirm-changeset", "--no-progressbar", "--parameter-overrides",
                "NativeDurability=true", "--capabilities", "CAPABILITY_IAM",
                "CAPABILITY_AUTO_EXPAND",
            ],
            environment: environment
        )
        let description = try await BuildTool("aws").run(
            [
                "cloudformation", "describe-stacks", "--stack-name", stack, "--query",
                "Stacks[0].Outputs", "--output", "json",
            ],
            environment: environment
        )
        let outputs = try JSON(parsing: Array(description.utf8)).array ?? []
        return Deployment(
            service: service,
            bucket: bucket,
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
