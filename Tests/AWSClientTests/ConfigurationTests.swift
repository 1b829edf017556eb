import HTTPTransport
import Testing

@testable import AWSClient

@Suite struct `Configuration` {
    @Test func `credentials come from the environment`() throws {
        let environment: Environment = [
            "AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_SESSION_TOKEN": "token",
        ]
        let expected = Credentials(
            accessKeyID: "AKID",
            secretAccessKey: "secret",
            sessionToken: "token"
        )
        #expect(try EnvironmentCredentials(environment).credentials() == expected)
    }

    @Test func `half of the credentials is none`() {
        let environment: Environment = ["AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": ""]
        #expect(throws: ConfigurationError.missingCredentials) {
            try EnvironmentCredentials(environment).credentials()
        }
    }

    @Test func `secrets do not show`() {
        let credentials = Credentials(
            accessKeyID: "AKID",
            secretAccessKey: "hidden",
            sessionToken: "hidden"
        )
        var dumped = ""
        dump(credentials, to: &dumped)
        for text in ["\(credentials)", String(reflecting: credentials), dumped] {
            #expect(text.contains("AKID"))
            #expect(!text.contains("hidden"))
        }
    }

    @Test func `a signed request shows no secret`() throws {
        let credentials = Credentials(
            accessKeyID: "AKID",
            secretAccessKey: "hidden",
            sessionToken: "hidden"
        )
        let signer = Signer(service: "sqs", region: .first)
        let request = signer.signed(
            HTTPRequest(method: "GET", target: "/", fields: ["Host": "example.com"]),
            with: credentials,
            at: .now
        )
        var dumped = ""
        dump(request, to: &dumped)
        for text in ["\(request)", String(reflecting: request), dumped] {
            #expect(text.contains("example.com"))
            #expect(!text.contains("hidden"))
            #expect(!text.contains("Signature="))
        }
    }

    @Test(arguments: ["us-east-1", "cn-northwest-1", "us-gov-west-1", "eusc-de-east-1", "local"])
    func `a region has a name`(name: String) throws {
        #expect(try Region(name).name == name)
    }

    @Test(arguments: ["", "US-EAST-1", "us east", "-a", "a-", "a.b", "a/b", "a@b", "é"])
    func `a name that is none for a host is none for a region`(name: String) {
        #expect(throws: ConfigurationError.invalidRegion(name)) { try Region(name) }
    }

    @Test func `the region comes from the environment`() throws {
        #expect(
            try Region(["AWS_REGION": "a", "AWS_DEFAULT_REGION": "b"] as Environment).name == "a"
        )
        #expect(try Region(["AWS_DEFAULT_REGION": "b"] as Environment).name == "b")
        #expect(throws: ConfigurationError.missingRegion) { try Region([:] as Environment) }
    }

    @Test(arguments: [
        ("us-east-1", "dynamodb.us-east-1.amazonaws.com"),
        ("cn-north-1", "dynamodb.cn-north-1.amazonaws.com.cn"),
        ("us-gov-west-1", "dynamodb.us-gov-west-1.amazonaws.com"),
        ("eusc-de-east-1", "dynamodb.eusc-de-east-1.amazonaws.eu"),
    ])
    func `a service answers in its region's partition`(region: String, host: String) throws {
        let endpoint = try Endpoint(for: .dynamoDB, in: Region(region), [:])
        #expect(endpoint == Endpoint(Origin(.https, host: host)))
    }

    @Test func `a service's own endpoint comes before the general one`() throws {
        let environment: Environment = [
            "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
            "AWS_ENDPOINT_URL_SQS": "https://[::1]:2/base/path/",
        ]
        let region = try Region("us-east-1")
        let general = Endpoint(Origin(.http, host: "127.0.0.1", port: 1))
        let own = Endpoint(Origin(.https, host: "::1", port: 2), basePath: "/base/path")
        #expect(try Endpoint(for: .lambda, in: region, environment) == general)
        #expect(try Endpoint(for: .sqs, in: region, environment) == own)
    }

    @Test(arguments: ["127.0.0.1:1", "ftp://a", "http:/a", "http://", "http://a:b", "http://a?b"])
    func `what is no URL is no endpoint`(url: String) throws {
        let setting = "AWS_ENDPOINT_URL"
        #expect(throws: ConfigurationError.invalidEndpoint(url, setting: setting)) {
            try Endpoint(for: .sqs, in: Region("us-east-1"), [setting: url])
        }
    }
}
