import AWSClient
import HTTPTransport
import TestServices
import Testing

@testable import AWSDeployment

@Suite struct `A service nearby` {
    private static let document = Array(
        #"{"AccessKeyId":"a","SecretAccessKey":"s","Expiration":"2099-01-01T00:00:00Z"}"#.utf8
    )

    @Test(arguments: [429, 500, 503])
    func `that is not ready is asked again`(status: Int) async throws {
        let http = ScriptedHTTP(
            .success(HTTPResponse(status: status)),
            .failure(.timedOut(mayHaveBeenSent: true)),
            .success(HTTPResponse(status: 200, body: Self.document))
        )
        #expect(try await service(http).body(of: request) == Self.document)
    }

    @Test(arguments: [400, 401, 404])
    func `that refuses is not asked again`(status: Int) async throws {
        let http = ScriptedHTTP(.success(HTTPResponse(status: status)))
        let error = await #expect(throws: ConfigurationError.self) {
            try await service(http).body(of: request)
        }
        #expect("\(try #require(error))".contains("status \(status)"))
        #expect(http.sent.count == 1)
    }

    @Test(arguments: [
        (["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "IPv6"], "http://[fd00:ec2::254]:80"),
        (["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "ipv4"], "http://169.254.169.254:80"),
        (["AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:1338"], "http://127.0.0.1:1338"),
    ])
    func `is where the settings say, and gets a token of six hours`(
        settings: [String: String],
        origin: String
    ) async throws {
        let http = ScriptedHTTP(
            .success(HTTPResponse(status: 200, body: Array("token".utf8))),
            .success(HTTPResponse(status: 200, body: Array("a role\n".utf8))),
            .success(HTTPResponse(status: 200, body: Self.document))
        )
        let instance = InstanceCredentials(environment: Environment(settings), http: http)
        #expect(try await instance.credentials().accessKeyID == "a")
        #expect(http.sent.map(\.origin.description) == [origin, origin, origin])
        let fields = http.sent.map(\.request.fields)
        #expect(fields[0]["X-aws-ec2-metadata-token-ttl-seconds"] == "21600")
        #expect(fields[2]["X-aws-ec2-metadata-token"] == "token")
    }

    @Test(arguments: [
        ("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "IPv5"), ("AWS_METADATA_SERVICE_TIMEOUT", "0"),
        ("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "many"), ("AWS_EC2_METADATA_SERVICE_ENDPOINT", "x"),
    ])
    func `has settings that must make sense`(setting: String, value: String) async throws {
        let instance = InstanceCredentials(
            environment: Environment([setting: value]),
            http: ScriptedHTTP()
        )
        let error = await #expect(throws: ConfigurationError.self) {
            try await instance.credentials()
        }
        #expect("\(try #require(error))".contains(setting))
    }

    private let request = HTTPRequest(method: "GET", target: "/")

    private func service(_ http: ScriptedHTTP) throws -> MetadataService {
        MetadataService(
            name: "the container",
            origin: try #require(Endpoint(url: "http://127.0.0.1:1")).origin,
            http: http,
            clock: ImmediateClock()
        )
    }
}
