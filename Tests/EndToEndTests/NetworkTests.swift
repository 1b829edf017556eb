import AWSClient
import DurableExecution
import Foundation
import JSONCoding
import LambdaPackager
import TestServices
import Testing

@testable import DurableLambda

/// Functions in an empty root that need the world outside: names, certificates, DynamoDB.
struct NetworkTests {
    @Test(arguments: ["NetworkProbe", "bundled/NetworkProbe"])
    func `A name is resolved and its certificate verified, a wrong one refused`(
        function: String
    ) async throws {
        let network = try await LoopbackNetwork()
        let hello = "200 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
        #expect(try await network.fetch(function, host: network.name) == hello)
        let strange = try await network.fetch(function, host: network.name, trusting: "stranger")
        #expect(strange.contains("certificate"))
        let misnamed = try await network.fetch(function, host: "localhost")
        #expect(misnamed.hasPrefix("failed: ") && misnamed.contains("certificate"))
        let unknown = try await network.fetch(function, host: "unknown.test")
        #expect(unknown.hasPrefix("failed: ") && unknown.contains("unknown.test"))
    }

    @Test func `A durable function checkpoints into its table`() async throws {
        let service = try await MiniStack.shared
        let table = "empty-root-\(UUID().uuidString)"
        try await service.createTable(table)
        let queue = try await service.createQueue(table)
        let emulator = try await RuntimeInterfaceEmulator(
            Sample("Approvals"),
            environment: service.environment.merging([
                "PERDURE_STORE": "dynamodb://\(table)", "PERDURE_WAKE_QUEUE": queue,
            ]) { $1 }
        )
        let document = #"{"title":"Plan","author":"Ada","recipients":[]}"#
        let status = try JSON(parsing: Array(try await emulator.invoke(document).utf8))
        let execution = try #require(status["execution"]?.string)
        let store = ExecutionStore.dynamoDB(service.client(), table: table)
        let record = try #require(try await store.record(of: execution))
        #expect(record.openCallbacks.count == 1)
    }
}

/// An HTTPS server whose name only a name server of its own knows.
private final class LoopbackNetwork: Sendable {
    let name = "service.test"
    /// Of the loopback interface's many addresses one that has port 53 free.
    private let address = "127.83.\(UInt8.random(in: 1...254)).\(UInt8.random(in: 1...254))"
    private let folder: String
    private let process: ServiceProcess
    private let port: Int

    init() async throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "network-\(UUID().uuidString)").path()
        try Files.makeFolder(folder)
        let made = try await Command("sh", ["-ec", certificates, "certificates", folder, name])
            .run()
        guard made.status == 0 else { throw ToolFailed(path: "openssl", result: made) }
        let script = repositoryRoot.appending(path: "Tests/EndToEndTests/Oracles/names.py").path()
        process = try ServiceProcess([
            try BuildTool("python").path, script, address, name, "\(folder)/server.pem",
            "\(folder)/server.key",
        ])
        let output = try await process.waitForOutput(" is open")
        port = try #require(output.split(separator: " ").compactMap { Int($0) }.first)
    }

    deinit {
        // What is left behind lies in the system's temporary folder.
        try? FileManager.default.removeItem(atPath: folder)
    }

    func fetch(
        _ function: String,
        host: String,
        trusting authority: String = "authority"
    ) async throws -> String {
        let emulator = try await RuntimeInterfaceEmulator(
            Sample(function),
            files: [
                "/etc/resolv.conf": Array("nameserver \(address)\n".utf8),
                "/etc/hosts": Array("127.0.0.1 localhost\n".utf8),
                "/etc/pki/tls/certs/ca-bundle.crt": Files.read("\(folder)/\(authority).pem"),
            ]
        )
        let answer = try await emulator.invoke(#"{"host":"\#(host)","port":\#(port)}"#)
        return try JSON(parsing: Array(answer.utf8)).string ?? answer
    }
}

/// An authority, a stranger, and a certificate of the authority's for one name.
private let certificates = """
    cd "$1"
    new="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
    for name in authority stranger; do
        openssl req -x509 $new -days 2 -subj "/CN=$name" -keyout $name.key -out $name.pem
    done
    openssl req $new -subj /CN=server -keyout server.key -out server.csr
    echo "subjectAltName=DNS:$2" >names
    openssl x509 -req -in server.csr -CA authority.pem -CAkey authority.key -CAcreateserial \\
        -days 2 -extfile names -out server.pem
    """
