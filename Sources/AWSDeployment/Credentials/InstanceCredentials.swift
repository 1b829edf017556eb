import AWSClient
import HTTPTransport

/// Credentials from the metadata service of an EC2 instance, version 2.
///
/// Source: Amazon EC2 user guide, "Use the Instance Metadata Service".
struct InstanceCredentials: CredentialsProvider {
    private static let path = "/latest/meta-data/iam/security-credentials/"

    let environment: Environment
    let http: any HTTPSending

    func credentials() async throws(ConfigurationError) -> Credentials {
        // Most machines are no instances, and there nobody answers.
        let service = MetadataService(
            name: "this instance",
            origin: try origin,
            http: http,
            attempts: 1,
            timeout: .seconds(1)
        )
        let token = try await token(of: service)
        let role = try await text(Self.path, token, of: service)
        guard let name = role.split(whereSeparator: \.isNewline).first else {
            throw service.failure("it has no role.")
        }
        let target = Self.path + PercentEncoding.encode(String(name))
        return try Credentials(
            document: await service.body(of: request("GET", target, token)),
            from: service.name
        )
    }

    private var origin: Origin {
        get throws(ConfigurationError) {
            let setting = "AWS_EC2_METADATA_SERVICE_ENDPOINT"
            let isIPv6 =
                environment["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"]?.lowercased() == "ipv6"
            let url =
                environment[setting]
                ?? (isIPv6 ? "http://[fd00:ec2::254]" : "http://169.254.169.254")
            guard let endpoint = Endpoint(url: url) else {
                throw .invalidEndpoint(url, setting: setting)
            }
            return endpoint.origin
        }
    }

    private func token(of service: MetadataService) async throws(ConfigurationError) -> String {
        var request = HTTPRequest(method: "PUT", target: "/latest/api/token")
        request.fields["X-aws-ec2-metadata-token-ttl-seconds"] = "21600"
        do throws(ConfigurationError) {
            return String(decoding: try await service.body(of: request), as: UTF8.self)
        } catch {
            // This is the last place to ask: it is not the machine that lacks something.
            throw .missingCredentials
        }
    }

    private func text(
        _ target: String,
        _ token: String,
        of service: MetadataService
    ) async throws(ConfigurationError) -> String {
        String(
            decoding: try await service.body(of: request("GET", target, token)),
            as: UTF8.self
        )
    }

    private func request(_ method: String, _ target: String, _ token: String) -> HTTPRequest {
        HTTPRequest(
            method: method,
            target: target,
            fields: ["X-aws-ec2-metadata-token": token]
        )
    }
}
