public import DurableExecution
public import Logging

extension WorkflowContext {
    /// A logger for the code between operations: silent while the workflow is replayed, so that a line is
    /// written once, however often the execution is resumed.
    ///
    /// ```swift
    /// context.logger.info("Asking for approval")
    /// let answer = try await context.callback("decision", returning: Decision.self) { … }
    /// context.logger.info("Decided", metadata: ["approved": "\(answer.approved)"])
    /// ```
    ///
    /// Ask the context each time: a logger that is kept stays as silent, or as talkative, as it was. Its lines
    /// have the `execution`. A line after the last recorded operation is written again where the process
    /// dies before the next one is recorded.
    public var logger: Logger {
        guard !isReplaying else { return .silent }
        var logger = Logger(label: "workflow")
        logger[metadataKey: "execution"] = "\(execution)"
        return logger
    }
}

extension StepAttempt {
    /// A logger for a step's body, whose lines have the `execution`, the `operation` and the `attempt`.
    ///
    /// ```swift
    /// try await context.step("charge") { attempt in
    ///     attempt.logger.info("Charging")
    ///     …
    /// }
    /// ```
    public var logger: Logger {
        var logger = Logger(label: "workflow")
        logger[metadataKey: "execution"] = "\(place.execution)"
        logger[metadataKey: "operation"] = "\(place.operation)"
        logger[metadataKey: "attempt"] = "\(number)"
        return logger
    }
}

extension Logger {
    fileprivate static let silent = Logger(label: "workflow") { _ in SwiftLogNoOpLogHandler() }
}
