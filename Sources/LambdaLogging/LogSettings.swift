import Glibc
import Logging

/// How the function is configured to log.
///
/// Source: "Configuring advanced logging controls for your Lambda function".
struct LogSettings: Sendable, Equatable {
    let format: LogFormat
    let level: Logger.Level

    init(variable: (String) -> String?) {
        // AWS's own emulator writes it in lower case.
        format = variable("AWS_LAMBDA_LOG_FORMAT")?.lowercased() == "json" ? .json : .text
        level = variable("AWS_LAMBDA_LOG_LEVEL").flatMap(Logger.Level.init(lambdaName:)) ?? .info
    }

    static let ofProcess = LogSettings { name in getenv(name).map { String(cString: $0) } }
}

enum LogFormat: Sendable {
    case text
    case json
}
