/// A program whose steps, waits and callbacks are recorded, so that it survives the process it
/// runs in.
///
/// The body must take the same turns every time it runs with the same recorded results; what
/// reads a clock, draws a random number or touches the world belongs into a step. A transient
/// workflow runs the same body, and records nothing.
///
/// ```swift
/// let greeting = Workflow("greeting", durable: true) { (name: String, context: WorkflowContext) in
///     let text = try await context.step("compose") { "Hello, \(name)!" }
///     try await context.wait("politely", for: .minutes(1))
///     return text
/// }
/// ```
public struct Workflow<Input: Decodable & Sendable, Output: Sendable>: Sendable {
    /// The workflow without its types, for a list of several to host.
    public let hosted: HostedWorkflow

    /// The name under which executions are started and listed.
    public var name: String { hosted.name }

    init(hosted: HostedWorkflow) {
        self.hosted = hosted
    }

    /// Declares a workflow; nothing runs until it is hosted and started.
    ///
    /// An execution stays with the `version` that started it, where several are hosted. `retry` is for
    /// steps that do not say how they are retried. An execution that takes longer than `timeout`, waits
    /// included, ends. Up to three `tags` help to find executions.
    public init(
        _ name: String,
        version: String? = nil,
        runtime: HostRuntime? = nil,
        durable: Bool? = nil,
        retry: RetryStrategy? = nil,
        timeout: Duration? = nil,
        tags: [String]? = nil,
        _ body: @escaping @Sendable (Input, WorkflowContext) async throws -> Output
    ) where Output: Encodable {
        let settings = Settings(runtime.map(RuntimeName.host), durable, retry, timeout, tags)
        hosted = HostedWorkflow(name, version, settings, Self.check, Self.encoding(body))
    }

    /// Declares a workflow that returns nothing.
    @_disfavoredOverload
    public init(
        _ name: String,
        version: String? = nil,
        runtime: HostRuntime? = nil,
        durable: Bool? = nil,
        retry: RetryStrategy? = nil,
        timeout: Duration? = nil,
        tags: [String]? = nil,
        _ body: @escaping @Sendable (Input, WorkflowContext) async throws -> Void
    ) where Output == Void {
        let settings = Settings(runtime.map(RuntimeName.host), durable, retry, timeout, tags)
        hosted = HostedWorkflow(name, version, settings, Self.check, Self.ignoring(body))
    }

    /// Declares a workflow for a runtime on Lambda, which says itself whether it is durable.
    public init(
        _ name: String,
        version: String? = nil,
        runtime: FunctionRuntime,
        retry: RetryStrategy? = nil,
        timeout: Duration? = nil,
        tags: [String]? = nil,
        _ body: @escaping @Sendable (Input, WorkflowContext) async throws -> Output
    ) where Output: Encodable {
        let settings = Settings(.function(runtime), nil, retry, timeout, tags)
        hosted = HostedWorkflow(name, version, settings, Self.check, Self.encoding(body))
    }

    /// Declares a workflow for a runtime on Lambda that returns nothing.
    @_disfavoredOverload
    public init(
        _ name: String,
        version: String? = nil,
        runtime: FunctionRuntime,
        retry: RetryStrategy? = nil,
        timeout: Duration? = nil,
        tags: [String]? = nil,
        _ body: @escaping @Sendable (Input, WorkflowContext) async throws -> Void
    ) where Output == Void {
        let settings = Settings(.function(runtime), nil, retry, timeout, tags)
        hosted = HostedWorkflow(name, version, settings, Self.check, Self.ignoring(body))
    }

    private static func encoding(
        _ body: @escaping @Sendable (Input, WorkflowContext) async throws -> Output
    ) -> HostedWorkflow.Body where Output: Encodable {
        { input, context in
            try PayloadCoder.encode(try await body(try Self.input(from: input), context))
        }
    }

    private static func ignoring(
        _ body: @escaping @Sendable (Input, WorkflowContext) async throws -> Void
    ) -> HostedWorkflow.Body {
        { input, context in
            try await body(try Self.input(from: input), context)
            return nil
        }
    }

    /// Whether an execution could be started with an input.
    @Sendable private static func check(_ payload: String?) throws {
        _ = try input(from: payload)
    }

    private static func input(from payload: String?) throws(InvalidInput) -> Input {
        do {
            return try PayloadCoder.decode(Input.self, from: payload)
        } catch {
            throw InvalidInput(message: "The input does not fit the workflow: \(error)")
        }
    }
}

/// A workflow without its types, as its host sees it: JSON text in, JSON text out.
public struct HostedWorkflow: Sendable {
    package typealias Body = @Sendable (String?, WorkflowContext) async throws -> String?

    /// The name under which executions are started and listed.
    public let name: String
    package let version: String?
    package private(set) var settings: Settings
    /// Throws where an input does not fit the workflow.
    package let check: @Sendable (String?) throws -> Void
    package let run: Body
    private var substitute: StepSubstitute?
    /// Who is told of its executions.
    var observers: [any ObserverPort] = []

    init(
        _ name: String,
        _ version: String?,
        _ settings: Settings,
        _ check: @escaping @Sendable (String?) throws -> Void,
        _ run: @escaping Body
    ) {
        self.name = name
        self.version = version
        self.settings = settings
        self.check = check
        self.run = run
    }
}

extension HostedWorkflow {
    /// The workflow with what other settings say where its own say nothing.
    package func with(_ others: Settings) -> HostedWorkflow {
        var workflow = self
        workflow.settings = settings.or(others)
        return workflow
    }

    /// The workflow as a test runs it: with something else in place of the bodies of its steps.
    package func with(_ substitute: @escaping StepSubstitute) -> HostedWorkflow {
        var workflow = self
        workflow.substitute = substitute
        return workflow
    }

    var surroundings: Surroundings {
        Surroundings(retry: settings.retryStrategy ?? .standard, substitute: substitute)
    }
}

/// The input that an execution was started with cannot be read.
struct InvalidInput: RecordableError, CustomStringConvertible {
    let message: String

    var description: String { message }

    var errorObject: ErrorObject { ErrorObject(type: "InvalidInput", message: message) }
}
