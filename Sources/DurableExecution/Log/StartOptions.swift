/// What an execution is started with besides its input.
package struct StartOptions: Sendable, Hashable {
    /// How long it may take in all, waits included.
    package var timeout: Duration?
    /// Words to find it by.
    package var tags: Tags
    /// The operation of another execution that waits for this one.
    package var parent: Parent?
    /// The execution whose work this one carries on.
    package var continues: ExecutionID?
    /// The version of the workflow's code that it is bound to.
    package var version: String?
    /// What whoever has started it was at.
    package var trace: TraceParent?

    package init(
        timeout: Duration? = nil,
        tags: Tags = Tags(),
        parent: Parent? = nil,
        continues: ExecutionID? = nil,
        version: String? = nil,
        trace: TraceParent? = nil
    ) {
        self.timeout = timeout
        self.tags = tags
        self.parent = parent
        self.continues = continues
        self.version = version
        self.trace = trace
    }

    /// An operation of another execution.
    package struct Parent: Sendable, Hashable {
        package var execution: ExecutionID
        package var operation: OperationID
        /// How many executions are above the new one.
        package var depth: Int

        package init(execution: ExecutionID, operation: OperationID, depth: Int = 1) {
            self.execution = execution
            self.operation = operation
            self.depth = depth
        }
    }
}

/// Up to three words by which executions are found.
public struct Tags: Sendable, Hashable {
    /// As they were given.
    public let words: [String]

    /// No tags.
    public init() { words = [] }

    /// - Throws: ``InvalidOperation`` where there are more than three, or one is empty or longer than
    ///   64 bytes.
    public init(_ words: [String]) throws(InvalidOperation) {
        guard words.count <= 3 else {
            throw InvalidOperation("\(words.count) tags are too many: use at most three.")
        }
        if let word = words.first(where: { !(1...64).contains($0.utf8.count) }) {
            throw InvalidOperation("'\(word)' cannot be a tag: use 1 to 64 bytes.")
        }
        self.words = words
    }

    /// Tags that were checked when they were recorded.
    init(recorded words: [String]) {
        self.words = words
    }
}
