import AWSClient
import Testing

@testable import LambdaEmulator

@Suite struct `A stand-in for AWS` {
    @Test func `is reached with the keys of the environment`() throws {
        let cloud = try LocalCloud(
            endpointURL: "http://127.0.0.1:4566",
            variables: [
                "AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s", "AWS_PROFILE": "production",
                "AWS_ENDPOINT_URL_SQS": "http://127.0.0.1:9324",
                "AWS_ENDPOINT_URL_LAMBDA": "http://127.0.0.1:1",
            ]
        )
        #expect(
            cloud.variables == [
                "AWS_ENDPOINT_URL": "http://127.0.0.1:4566",
                "AWS_ENDPOINT_URL_SQS": "http://127.0.0.1:9324",
                "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s",
            ]
        )
    }

    @Test func `is reached without keys too`() throws {
        let cloud = try LocalCloud(endpointURL: "http://127.0.0.1:4566/")
        #expect(cloud.variables["AWS_ENDPOINT_URL"] == "http://127.0.0.1:4566")
        #expect(cloud.variables["AWS_ACCESS_KEY_ID"] == "test")
        #expect(cloud.variables["AWS_SECRET_ACCESS_KEY"] == "test")
    }

    @Test func `has an address that is a URL`() {
        #expect(throws: ConfigurationError.invalidEndpoint("4566", setting: "AWS_ENDPOINT_URL")) {
            try LocalCloud(endpointURL: "4566")
        }
    }

    @Test func `gets the calls of functions, but for those of Lambda`() throws {
        let environment = SandboxEnvironment(
            function: FunctionDefinition(logicalID: "F", name: "F", codeURI: "f/"),
            taskRoot: "/f",
            runtimePort: 1,
            lambdaEndpoint: "http://127.0.0.1:9001",
            cloud: try LocalCloud(endpointURL: "http://127.0.0.1:4566"),
            logStream: "s"
        )
        let variables = environment.variables
        #expect(variables["AWS_ENDPOINT_URL"] == "http://127.0.0.1:4566")
        #expect(variables["AWS_ENDPOINT_URL_LAMBDA"] == "http://127.0.0.1:9001")
        #expect(variables["AWS_ACCESS_KEY_ID"] == "test")
        #expect(variables["AWS_SESSION_TOKEN"] == nil)
    }
}
