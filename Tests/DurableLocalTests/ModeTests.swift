import DurableLocal
import Foundation
import TestTools
import Testing

@testable import DurableExecution

@Suite struct `The mode of an execution on this machine` {
    private let harness = LocalHarness()

    private func serve<Result: Sendable>(
        _ workflow: HostedWorkflow,
        _ configuration: Configuration = Configuration(),
        _ body: @Sendable (LocalRuntime) async throws -> Result
    ) async throws -> Result {
        let host = try LocalHost(
            [workflow],
            store: harness.store,
            clock: harness.clock,
            configuration: configuration
        ) { Issue.record("\($0)") }
        return try await LocalRuntime(host).run(body)
    }

    /// Whether a run leaves something in the store.
    private func isRecorded(
        _ workflow: Workflow<Int?, Int>,
        durable: Bool? = nil,
        _ configuration: Configuration = Configuration()
    ) async throws -> Bool {
        try await serve(workflow.hosted, configuration) { runtime in
            let execution = try await runtime.start(
                workflow,
                named: "one",
                input: nil,
                durable: durable
            )
            #expect(try await execution.result == 1)
        }
        return try await !harness.store.table.heads(HeadQuery()).isEmpty
    }

    private static func work(
        _ runtime: HostRuntime? = nil,
        durable: Bool? = nil
    ) -> Workflow<Int?, Int> {
        Workflow("work", runtime: runtime, durable: durable) {
            (_: Int?, context: WorkflowContext) in try await context.step("one") { 1 }
        }
    }

    private static func function(_ runtime: FunctionRuntime) -> Workflow<Int?, Int> {
        Workflow("work", runtime: runtime) { (_: Int?, context: WorkflowContext) in
            try await context.step("one") { 1 }
        }
    }

    private static func configuration(
        options: Settings = Settings(),
        yaml: String = "",
        environment: [String: String] = [:]
    ) throws -> Configuration {
        try Configuration(
            options: options,
            file: ConfigurationFile(yaml: yaml),
            environment: environment
        )
    }

    @Test func `is transient unless something says otherwise`() async throws {
        #expect(try await !isRecorded(Self.work()))
    }

    @Test func `is what the call says before what the workflow says`() async throws {
        #expect(try await !isRecorded(Self.work(durable: true), durable: false))
        #expect(try await isRecorded(Self.work(durable: false), durable: true))
    }

    @Test func `is what the workflow says before what the configuration says`() async throws {
        let yaml = "durable: false\nworkflows: {work: {durable: false}}"
        #expect(
            try await isRecorded(Self.work(durable: true), Self.configuration(yaml: yaml))
        )
    }

    @Test(arguments: [
        ("durable: true", "false", true),
        ("durable: false", "true", false),
        ("durable: false\nworkflows: {work: {durable: true}}", "false", true),
        ("workflows: {other: {durable: true}}", "false", false),
        ("workflows: {other: {durable: false}}", "true", true),
    ])
    func `is what the file says of the workflow, of all, and then what the environment says`(
        yaml: String,
        environment: String,
        isDurable: Bool
    ) async throws {
        let configuration = try Self.configuration(
            yaml: yaml,
            environment: ["PERDURE_DURABLE": environment]
        )
        #expect(try await isRecorded(Self.work(), configuration) == isDurable)
    }

    @Test func `is what the options say before what the file says`() async throws {
        let configuration = try Self.configuration(
            options: Settings(durable: true),
            yaml: "workflows: {work: {durable: false}}"
        )
        #expect(try await isRecorded(Self.work(), configuration))
    }

    @Test func `is on this machine what it is where a workflow was declared for`() async throws {
        #expect(try await !isRecorded(Self.function(.lambda)))
        #expect(try await isRecorded(Self.function(.durableLambda)))
    }

    @Test func `is durable where it was declared for workers`() async throws {
        #expect(try await isRecorded(Self.work(.worker)))
    }

    @Test(arguments: [
        (
            FunctionRuntime.lambda, true,
            """
            Lambda runtime cannot be durable. Use 'durable-lambda' for durable serverless workflows.
            """
        ),
        (
            .durableLambda, false,
            """
            Durable Lambda runtime is always durable. Use 'lambda' for transient serverless tasks.
            """
        ),
    ])
    func `cannot be what the runtime cannot`(
        runtime: FunctionRuntime,
        durable: Bool,
        message: String
    ) async throws {
        let error = await #expect(throws: SettingsError.self) {
            try await isRecorded(Self.function(runtime), durable: durable)
        }
        #expect(error?.description == message)
    }

    @Test func `has its steps retried as the configuration says`() async throws {
        let tally = Tally()
        let flaky = Workflow("flaky") { (_: Int?, context: WorkflowContext) in
            try await context.step("work") {
                guard tally.count("work") == 3 else { throw Unlucky() }
                return "done"
            }
        }
        let yaml = """
            durable: true
            retries: 1
            retry_delay: [5s, 10s]
            workflows: {flaky: {retries: 2}}
            """
        let start = harness.clock.now
        try await serve(flaky.hosted, Self.configuration(yaml: yaml)) { runtime in
            let execution = try await runtime.start(flaky, named: "one", input: nil)
            await harness.skipTime(runtime)
            #expect(try await execution.result == "done")
        }
        #expect(start.duration(to: harness.clock.now) == .seconds(15))
    }

    @Test(arguments: [
        ("foo: 1", "perdure.yaml has no setting 'foo'; there are: durable, "),
        (
            "workflows: {w: {foo: 1}}",
            "perdure.yaml: workflow 'w' has no setting 'foo'; there are: "
        ),
        ("durable: perhaps", "perdure.yaml: 'perhaps' cannot be durable; use true or false."),
        ("[1, 2]", "perdure.yaml must be a mapping of names to values."),
        ("timeout: {a: 1}", "perdure.yaml: timeout must be a text, a number or a list of them."),
        ("a: [", "perdure.yaml is no YAML: "),
    ])
    func `is not guessed from a file that says something else`(
        yaml: String,
        message: String
    ) throws {
        let error = #expect(throws: SettingsError.self) { try ConfigurationFile(yaml: yaml) }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }

    @Test(arguments: ["", "# nothing\n", "{}"])
    func `is left alone by a file that says nothing`(yaml: String) throws {
        #expect(try ConfigurationFile(yaml: yaml).workflows.isEmpty)
    }

    @Test func `is left alone by a file that is not there`() throws {
        #expect(throws: Never.self) { try ConfigurationFile(path: "/none/such/perdure.yaml") }
    }
}
