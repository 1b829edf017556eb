import Foundation
import TestServices
import Testing

@testable import LambdaEmulator

/// The command itself, where need be beside a Swift package without dependencies.
struct PerdureTests {
    private static let manifest = """
        // swift-tools-version: 6.0
        import PackageDescription
        let package = Package(name: "P", targets: [.executableTarget(name: "Hello")])
        """
    private static let template = """
        Resources:
          Hello:
            Type: AWS::Serverless::Function
            Properties: { CodeUri: .perdure/Hello }
        """

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    private func withPackage(
        _ body: (_ folder: String, _ source: String) async throws -> Void
    )
        async throws
    {
        try await withTemporaryFolder { folder in
            let sources = "\(folder)/Sources/Hello"
            try FileManager.default.createDirectory(
                atPath: sources,
                withIntermediateDirectories: true
            )
            try write(Self.manifest, to: "\(folder)/Package.swift")
            try write(Self.template, to: "\(folder)/template.yaml")
            try write("print(1)", to: "\(sources)/main.swift")
            try await body(folder, "\(sources)/main.swift")
        }
    }

    @Test func `a change is built, and what was built before outlives a failure`() async throws {
        try await withPackage { folder, source in
            let service = try ServiceProcess([
                builtProduct("perdure"), "dev", "--port", "0",
                "--template", "\(folder)/template.yaml",
            ])
            try await service.waitForOutput("Serving")
            try write("print(", to: source)
            try await service.waitForOutput("What was built before goes on.")
            try write("print(2)", to: source)
            try await service.waitForOutput("Built Hello")
        }
    }

    @Test func `a product that the package lacks is named with those it has`() async throws {
        try await withPackage { folder, _ in
            let template = Self.template.replacing(".perdure/Hello", with: ".perdure/Helo")
            try write(template, to: "\(folder)/template.yaml")
            let arguments = ["dev", "--port", "0", "--template", "\(folder)/template.yaml"]
            let result = try await Command(builtProduct("perdure"), arguments).run()
            #expect(result.status == 1)
            #expect(result.errors.contains("no executable product Helo; it has: Hello."))
        }
    }

    @Test(arguments: [["--skip-time"], ["--fault", "crash:mail"]])
    func `what has no hold on executions in a table is refused`(option: [String]) async throws {
        try await withTemporaryFolder { folder in
            let template = "\(folder)/template.yaml"
            let environment = ", Environment: { Variables: { PERDURE_STORE: dynamodb://T } } }"
            try write(Self.template.replacing(" }", with: environment), to: template)
            let arguments = ["dev", "--packaged", "--port", "0", "--template", template]
            // Nothing can be served on port 1 but by the machine's owner.
            let cloud = ["--aws-endpoint", "http://127.0.0.1:1"]
            let result = try await Command(builtProduct("perdure"), arguments + cloud + option)
                .run()
            #expect(result.status == 1)
            #expect(
                result.errors == """
                    Error: \(option[0]) has no hold on Hello, which keeps its executions itself in dynamodb://T; \
                    leave one of the two away, \(option[0]) or --aws-endpoint (AWS_ENDPOINT_URL)

                    """
            )
        }
    }

    @Test(arguments: [
        (#"{"a" 2}"#, "expected a colon at line 1, column 6"),
        ("[1,\n 2", "expected a comma or the array's end at line 2, column 3"),
        ("", "it is empty"),
    ])
    func `JSON that is wrong is wrong at a place`(event: String, place: String) async throws {
        var invoke = Command(builtProduct("perdure"), ["invoke", "F", "--event", "-"])
        invoke.input = event
        let result = try await invoke.run()
        #expect(result.errors == "Error: standard input is not valid JSON: \(place)\n")
    }

    @Test(arguments: [
        (["--name", "mine"], #"{"perdure":{"start":{"name":"mine","input":[1.50]}}}"#),
        ([], "[1.50]"),
    ])
    func `a function that keeps its executions itself learns a name from its event`(
        name: [String],
        event: String
    ) async throws {
        try await withTemporaryFolder { folder in
            let store = ["PERDURE_STORE": "dynamodb://T"]
            var function = try FunctionDefinition.built("Echo", in: folder, environment: store)
            function.reachesStore = true
            try await EmulatorHarness.run([function]) { emulator in
                let arguments = [
                    "invoke", "F", "--event", "[1.50]", "--endpoint", emulator.endpoint,
                ]
                let result = try await Command(builtProduct("perdure"), arguments + name).run()
                #expect(result.output == event + "\n", "\(result.errors)")
            }
        }
    }

    @Test(arguments: [[], ["--stream"]])
    func `where nothing answers, the caller learns what to do`(flags: [String]) async throws {
        // Nothing can be served on port 1 but by the machine's owner.
        let endpoint = ["--endpoint", "http://127.0.0.1:1"]
        let result = try await Command(builtProduct("perdure"), ["invoke", "F"] + endpoint + flags)
            .run()
        #expect(
            result.errors == """
                Error: nothing answers at http://127.0.0.1:1; start 'perdure dev', or give --endpoint

                """
        )
    }
}
