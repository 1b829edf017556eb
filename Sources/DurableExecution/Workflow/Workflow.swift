/// A program whose steps, waits and callbacks are recorded, so that it survives the process it
/// runs in.
///
/// The body must take the same turns every time it runs with the same recorded results; what
/// reads a clock, draws a random number or touches the world belongs into a step.
///
/// ```swift
/// let greeting = Workflow("greeting") { (name: String, context: WorkflowContext) in
///     let text = try await context.step("compose") { "Hello, \(name)!" }
///     try await context.wait("politely", for: .minutes(1))
///     return text
/// }
/// ```
public struct Workflow<Input: Decodable & Sendable, Output: Sendable>: Sendable {
    /// The workflow without its types: JSON text in, JSON text out.
    package let hosted: HostedWorkflow

    /// The name under which executions are started and listed.
    public var name: String { hosted.name }

    /// Declares a workflow; nothing runs until it is hosted and started.
    public init(
        _ name: String,
        _ body: @escaping @Sendable (Input, WorkflowContext) async throws -> Output
    ) where Output: Encodable {
        hosted = HostedWorkflow(name: name) { input, context in
            try PayloadCoder.encode(try await body(try Self.input(from: input), context))
        }
    }

    /// Declares a workflow that returns nothing.
    @_disfavoredOverload
    public init(
        _ name: String,
        _ body: @escaping @Sendable (Input, WorkflowContext) async throws -> Void
    ) where Output == Void {
        hosted = HostedWorkflow(name: name) { input, context in
            try await body(try Self.input(from: input), context)
            return nil
        }
    }

    private static func input(from payload: String?) throws(InvalidInput) -> Input {
        do {
            return try PayloadCoder.decode(Input.self, from: payload)
        } catch {
            throw InvalidInput(message: "The input does not fit the workflow: \(error)")
        }
    }
}

/// A workflow as its host sees it.
package struct HostedWorkflow: Sendable {
    package let name: String
    package let run: @Sendable (String?, WorkflowContext) async throws -> String?
}

/// The input that an execution was started with cannot be read.
struct InvalidInput: RecordableError {
    let message: String

    var errorObject: ErrorObject { ErrorObject(type: "InvalidInput", message: message) }
}
