package import AWSClient
import HTTPTransport

/// MiniStack on the loopback interface: AWS's services in one process, with signatures and policies
/// checked, and a user of its own who may do everything.
package final class MiniStack: Sendable {
    package let region: Region
    package let endpointURL: String
    package let credentials: Credentials
    private let process: ServiceProcess
    private let http: PatientNetwork

    private init(
        region: Region,
        endpointURL: String,
        credentials: Credentials,
        process: ServiceProcess,
        http: PatientNetwork
    ) {
        self.region = region
        self.endpointURL = endpointURL
        self.credentials = credentials
        self.process = process
        self.http = http
    }

    /// Starts a MiniStack; it ends with the value that is returned, or with the test process.
    package static func start() async throws -> MiniStack {
        let port = try freePort()
        let process = try ServiceProcess(BuildTool("ministack"), environment: settings(port: port))
        try await process.waitForOutput("Running on http")
        let region = try Region("us-east-1")
        let endpointURL = "http://127.0.0.1:\(port)"
        let http = PatientNetwork()
        let root = AWSClient(
            credentials: Credentials(accessKeyID: "test", secretAccessKey: "test"),
            region: region,
            http: http,
            environment: ["AWS_ENDPOINT_URL": endpointURL]
        )
        return MiniStack(
            region: region,
            endpointURL: endpointURL,
            credentials: try await IAM.makeAdministrator(with: root),
            process: process,
            http: http
        )
    }

    /// One instance for all tests of a process; tests keep apart by the names they give.
    package static var shared: MiniStack {
        get async throws { try await sharedStart.value }
    }

    private static let sharedStart = Task { try await start() }

    private static func settings(port: Int) -> [String: String] {
        [
            "AUTH": "true",
            "BIND_HOST": "127.0.0.1",
            "GATEWAY_PORT": "\(port)",
            // Functions inherit it: their own calls stay on this machine.
            "AWS_ENDPOINT_URL": "http://127.0.0.1:\(port)",
            "MINISTACK_HOST": "127.0.0.1",
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
        ]
    }
}

extension MiniStack {
    /// The variables that point a process, or a client, to this instance.
    package var environment: [String: String] {
        [
            "AWS_ENDPOINT_URL": endpointURL,
            "AWS_REGION": region.name,
            "AWS_ACCESS_KEY_ID": credentials.accessKeyID,
            "AWS_SECRET_ACCESS_KEY": credentials.secretAccessKey.text,
        ]
    }

    /// A client of this instance, for its user unless other credentials are given.
    package func client(credentials: Credentials? = nil) -> AWSClient {
        AWSClient(
            credentials: credentials ?? self.credentials,
            region: region,
            http: http,
            environment: Environment(environment)
        )
    }

    /// Creates a table with string keys, ready for use.
    package func createTable(
        _ name: String,
        partitionKey: String = "PK",
        sortKey: String? = "SK"
    ) async throws {
        _ = try await client().send(
            DynamoDB.CreateTable(table: name, partitionKey: partitionKey, sortKey: sortKey)
        )
    }

    /// Creates a queue and returns its URL.
    package func createQueue(_ name: String) async throws -> String {
        try await client().send(SQS.CreateQueue(name: name))
    }

    /// Creates a role for functions that need no rights, and returns its ARN.
    package func createFunctionRole(_ name: String) async throws -> String {
        try await IAM.makeFunctionRole(name, with: client())
    }

    /// Creates a role that may do everything, and returns its ARN.
    package func createAdministratorRole(_ name: String) async throws -> String {
        try await IAM.makeAdministratorRole(name, with: client())
    }
}
