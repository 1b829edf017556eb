import LambdaRuntime
public import Logging

/// Writes log lines as Lambda wants them: text or JSON as the function is configured, each with the ids of the
/// invocation it belongs to.
///
/// Hand it to swift-log once, before the handler starts:
///
/// ```swift
/// LoggingSystem.bootstrap(LambdaLogHandler.init)
/// Lambda.run { … }
/// ```
///
/// `AWS_LAMBDA_LOG_FORMAT` and `AWS_LAMBDA_LOG_LEVEL`, that is `LoggingConfig` of the function's template, choose the
/// format and the level; text and INFO where they are not set.
public struct LambdaLogHandler: LogHandler {
    /// The least severe level that is written.
    public var logLevel: Logger.Level
    /// What goes with every line of the logger.
    public var metadata: Logger.Metadata = [:]
    /// Adds metadata of the moment; the ids of the invocation are there without it.
    public var metadataProvider: Logger.MetadataProvider?

    private let label: String
    private let format: LogFormat
    private let output: LogOutput
    private let now: @Sendable () -> LogTime

    /// A handler for the logger of that name.
    public init(label: String) {
        let process = LogSettings.ofProcess
        self.init(label: label, process, output: .ofProcess)
    }

    init(
        label: String,
        _ settings: LogSettings,
        output: LogOutput,
        now: @escaping @Sendable () -> LogTime = LogTime.current
    ) {
        self.label = label
        self.output = output
        self.now = now
        format = settings.format
        logLevel = settings.level
    }

    /// One value of ``metadata``.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes the event as one line, or as one frame.
    public func log(event: LogEvent) {
        let line = LogLine(
            event: event,
            metadata: metadata(of: event),
            label: label,
            time: now(),
            invocation: Lambda.currentInvocation
        )
        output.write(line, as: format)
    }

    /// What is nearest to the call wins.
    private func metadata(of event: LogEvent) -> Logger.Metadata {
        metadata
            .merging(metadataProvider?.get() ?? [:]) { $1 }
            .merging(event.metadata ?? [:]) { $1 }
    }
}
