import HTTPTransport
import Testing

@testable import LambdaRuntime

struct RuntimeEnvironmentTests {
    @Test
    func `The Runtime API's address means Lambda`() throws {
        let variables = ["AWS_LAMBDA_RUNTIME_API": "127.0.0.1:9001", "_HANDLER": "approvals"]
        let environment = RuntimeEnvironment { variables[$0] }
        #expect(environment.handler == "approvals")
        let origin = try environment.runtimeOrigin()
        #expect(origin == Origin(.http, host: "127.0.0.1", port: 9001))
    }

    @Test
    func `Without the address the message says how to start`() {
        let environment = RuntimeEnvironment { _ in nil }
        #expect(throws: StartError.notOnLambda) { try environment.runtimeOrigin() }
        #expect(StartError.notOnLambda.description.contains("perdure dev"))
    }

    @Test
    func `An address that is none is an error`() {
        let environment = RuntimeEnvironment { _ in "http://somewhere/" }
        #expect(throws: StartError.invalidRuntimeAPI("http://somewhere/")) {
            try environment.runtimeOrigin()
        }
    }
}
