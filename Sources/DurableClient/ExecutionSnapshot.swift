public import DurableExecution
package import DurableHistory
public import FoundationEssentials

/// How an execution stood when somebody looked.
public struct ExecutionSnapshot<Input: Sendable, Output: Sendable>: Sendable {
    /// The name it was started under.
    public let name: String
    /// How it stood.
    public let status: ExecutionStatus
    /// When it was started.
    public let startedAt: Date
    /// When it ended, if it has.
    public let endedAt: Date?
    /// Words to find it by.
    public let tags: [String]
    /// Why it ended without a result, if it has.
    public let error: ErrorObject?
    /// What it waited for somebody outside to answer.
    public let callbacks: [Callback]
    /// Where a list goes on that ends with it.
    public let cursor: String
    private let inputText: String?
    private let resultText: String?

    /// Something that an execution waits for somebody outside to answer.
    public struct Callback: Sendable, Hashable {
        /// What the workflow calls it.
        public let name: String?
        /// Whoever has it may answer.
        public let token: CallbackToken
        /// When the execution began to wait for it.
        public let openedAt: Date
        /// When the execution gives up waiting, if it does.
        public let expiresAt: Date?
    }

    package init(_ execution: ExecutionDocument, _ events: [EventDocument]) {
        name = execution.name
        status = execution.status
        startedAt = execution.startedAt.date
        endedAt = execution.endedAt?.date
        tags = execution.tags ?? []
        cursor = HeadQuery.Position(execution).text
        inputText = events.first?.details.input?.value
        resultText = events.last { $0.type == "ExecutionSucceeded" }?.details.result?.value
        error = events.last { $0.type.hasPrefix("Execution") }?.details.error?.value
        guard status == .running else {
            callbacks = []
            return
        }
        callbacks = OpenCallback.all(of: execution, in: events).map {
            Callback(
                name: $0.name,
                token: CallbackToken(rawValue: $0.token),
                openedAt: $0.openedAt.date,
                expiresAt: $0.expiresAt?.date
            )
        }
    }
}

extension ExecutionSnapshot where Input: Decodable {
    /// What it was started with.
    public var input: Input {
        get throws { try PayloadCoder.decode(Input.self, from: inputText) }
    }
}

extension ExecutionSnapshot where Output: Decodable {
    /// Its result; `nil` unless it has succeeded.
    public var result: Output? {
        get throws {
            guard status == .succeeded else { return nil }
            return try PayloadCoder.decode(Output.self, from: resultText)
        }
    }
}
