import AWSClient
import HTTPTransport
import Testing

@testable import AWSDeployment

@Suite struct `The shared configuration` {
    private let shared = SharedConfiguration(
        config: """
            [profile dev]
            region = eu-west-1
            endpoint_url = http://127.0.0.1:1
            use_fips_endpoint = true
            services = local
            [services local]
            dynamodb =
              endpoint_url = http://127.0.0.1:2
            s3 =
              endpoint_url = http://127.0.0.1:3
              addressing_style = path
            """,
        credentials: "",
        profileName: "dev"
    )

    private func endpoint(_ service: AWSService, _ environment: Environment) throws -> String {
        let settings = environment.backed(by: try shared.settings)
        return try Endpoint(for: service, in: Region(settings), settings).origin.description
    }

    @Test func `says where services are`() throws {
        #expect(try endpoint(.dynamoDB, [:]) == "http://127.0.0.1:2")
        #expect(try endpoint(.s3, [:]) == "http://127.0.0.1:3")
        #expect(try endpoint(.sqs, [:]) == "http://127.0.0.1:1")
    }

    @Test func `comes after the environment, its general setting included`() throws {
        let environment: Environment = ["AWS_ENDPOINT_URL": "http://127.0.0.1:9"]
        #expect(try endpoint(.dynamoDB, environment) == "http://127.0.0.1:9")
    }

    @Test func `can be told to keep out of it`() throws {
        let environment: Environment = ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"]
        let expected = "https://dynamodb-fips.eu-west-1.amazonaws.com:443"
        #expect(try endpoint(.dynamoDB, environment) == expected)
    }

    @Test(arguments: [
        ([:], "eu-west-1"), (["AWS_REGION": "us-west-2"], "us-west-2"),
        (["AWS_DEFAULT_REGION": "us-west-1"], "us-west-1"),
        (["AWS_DEFAULT_REGION": "us-west-1", "AWS_REGION": "us-west-2"], "us-west-2"),
    ])
    func `says which region, unless the environment does`(
        variables: [String: String],
        region: String
    ) throws {
        let settings = Environment(variables).backed(by: try shared.settings)
        #expect(try Region(settings).name == region)
    }

    @Test func `sends no call to AWS whose own services it does not know`() {
        let shared = SharedConfiguration(
            config: "[default]\nservices = local",
            credentials: "",
            profileName: nil
        )
        let expected = ConfigurationError.credentialsFailed(
            source: "profile default",
            reason: "its services local are in no file."
        )
        #expect(throws: expected) { try shared.settings }
    }

    @Test func `takes the default profile by its long name before the short one`() {
        for config in [
            "[default]\na=1\n[profile default]\na=2", "[profile default]\na=2\n[default]\na=1",
        ] {
            let shared = SharedConfiguration(config: config, credentials: "", profileName: nil)
            #expect(shared.profile == ["a": "2"])
        }
    }

    @Test func `names what is wrong with a profile`() {
        let shared = SharedConfiguration(config: "", credentials: "", profileName: "none")
        let expected = ConfigurationError.credentialsFailed(
            source: "profile none",
            reason: "no shared configuration file has it."
        )
        #expect(throws: expected) { try CredentialsSource([:], shared) }
    }

    @Test func `tells what to do about a sign-in that only the AWS CLI can use`() {
        let shared = SharedConfiguration(
            config: "[default]\nlogin_session = arn:aws:iam::1:user/me",
            credentials: "",
            profileName: nil
        )
        let error = #expect(throws: ConfigurationError.self) { try CredentialsSource([:], shared) }
        #expect(error?.description.contains("export-credentials --profile default") == true)
    }

    @Test func `shows no secret`() throws {
        let shared = SharedConfiguration(
            config: "",
            credentials: "[default]\naws_access_key_id = A\naws_secret_access_key = hidden",
            profileName: nil
        )
        let source = try CredentialsSource([:], shared)
        var dumped = ""
        dump(source, to: &dumped)
        dump(shared, to: &dumped)
        #expect(!"\(source) \(shared) \(dumped)".contains("hidden"))
    }
}
