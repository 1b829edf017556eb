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
            attempts: try count("AWS_METADATA_SERVICE_NUM_ATTEMPTS"),
            timeout: .seconds(try count("AWS_METADATA_SERVICE_TIMEOUT"))
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

    /// A setting that counts attempts or seconds: 1 unless it says something else.
    private func count(_ setting: String) throws(ConfigurationError) -> Int {
        guard let text = environment[setting] else { return 1 }
        guard let count = Int(text), count > 0 else {
            throw .invalidSetting(setting, value: text, expected: "a number above 0")
        }
        return count
    }

    private var ownURL: String {
        get throws(ConfigurationError) {
            let setting = "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"
            let mode = environment[setting] ?? "IPv4"
            switch mode.lowercased() {
            case "ipv4": return "http://169.254.169.254"
            case "ipv6": return "http://[fd00:ec2::254]"
            default: throw .invalidSetting(setting, value: mode, expected: "IPv4 or IPv6")
            }
        }
    }

    private var origin: Origin {
        get throws(ConfigurationError) {
            let setting = "AWS_EC2_METADATA_SERVICE_ENDPOINT"
            let url = if let url = environment[setting] { url } else { try ownURL }
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
        } catch .cancelled {
            throw .cancelled
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
