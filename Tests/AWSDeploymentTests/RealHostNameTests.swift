import Foundation
import TestServices
import Testing

/// A network of its own, in which AWS's names lead to MiniStack on port 443; nothing can leave it.
@Suite(.enabled(if: geteuid() == 0, "only root may make networks"))
struct `Under AWS's real host names` {
    @Test func `every service is reached over TLS`() async throws {
        let network = try await PrivateNetwork()
        let output = try await network.run(trusting: "authority.pem")
        #expect(
            output == """
                dynamodb ACTIVE
                sqs https://sqs.us-east-1.amazonaws.com:8443/000000000000/probe
                scheduler refused: ResourceNotFoundException
                lambda refused: ResourceNotFoundException
                sts arn:aws:iam::000000000000:user/administrator
                sns refused: NotFound
                cloudformation refused: ValidationError
                s3 text

                """
        )
    }

    @Test func `nobody is trusted who is not vouched for`() async throws {
        let network = try await PrivateNetwork()
        let result = try await network.result(trusting: "stranger.pem")
        #expect(result.status != 0)
        #expect((result.output + result.errors).contains("Check the certificates"))
    }
}

private struct PrivateNetwork {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "network-\(UUID().uuidString)")

    private static let hosts = [
        "dynamodb", "sqs", "scheduler", "lambda", "sts", "sns", "cloudformation", "s3", "iam",
    ].map { "\($0).us-east-1.amazonaws.com" }

    init() async throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let lines = ["127.0.0.1 localhost"] + Self.hosts.map { "127.0.0.1 \($0)" }
        try write(lines.joined(separator: "\n") + "\n", to: "hosts")
        let names = Self.hosts.map { "DNS:\($0)" }.joined(separator: ",")
        try write("subjectAltName=\(names)\n", to: "names")
        try write(certificates, to: "certificates.sh")
        try write(network, to: "network.sh")
        _ = try await shell("certificates.sh")
    }

    func run(trusting authority: String) async throws -> String {
        let result = try await result(trusting: authority)
        guard result.status == 0 else { throw ToolFailed(path: "AWSProbe", result: result) }
        return result.output
    }

    func result(trusting authority: String) async throws -> Command.Result {
        var command = Command(
            "unshare",
            ["--net", "--mount", "--pid", "--fork", "--kill-child", "sh", path("network.sh")]
        )
        command.environment = [
            "FOLDER": folder.path(), "MINISTACK": try BuildTool("ministack").path,
            "PROBE": builtProduct("AWSProbe"), "AWS_CA_BUNDLE": path(authority),
            "AUTH": "true", "BIND_HOST": "127.0.0.1", "GATEWAY_PORT": "8443", "USE_SSL": "1",
            "MINISTACK_SSL_CERT": path("server.pem"), "MINISTACK_SSL_KEY": path("server.key"),
            "IOT_MTLS_ENABLED": "0", "SFTP_ENABLED": "0",
            "MINISTACK_HOST": "sqs.us-east-1.amazonaws.com",
        ]
        return try await command.run()
    }

    private func shell(_ script: String) async throws -> String {
        var command = Command("sh", [path(script)])
        command.environment = ["FOLDER": folder.path()]
        let result = try await command.run()
        guard result.status == 0 else { throw ToolFailed(path: script, result: result) }
        return result.output
    }

    private func path(_ name: String) -> String { folder.appending(path: name).path() }

    private func write(_ text: String, to name: String) throws {
        try text.write(toFile: path(name), atomically: true, encoding: .utf8)
    }
}

/// An authority, a stranger, and a certificate of the authority's for AWS's names.
private let certificates = """
    set -e
    cd "$FOLDER"
    for name in authority stranger; do
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 \
            -subj "/CN=$name" -keyout $name.key -out $name.pem
    done
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=server \
        -keyout server.key -out server.csr
    openssl x509 -req -in server.csr -CA authority.pem -CAkey authority.key -CAcreateserial \
        -days 2 -extfile names -out server.pem
    """

private let network = """
    set -e
    ip link set lo up
    mount --bind "$FOLDER/hosts" /etc/hosts
    mkfifo "$FOLDER/ready"
    "$MINISTACK" 2>&1 | { grep -m 1 "Running on"; cat >/dev/null; } >"$FOLDER/ready" &
    read -r line <"$FOLDER/ready"
    "$PROBE"
    """
