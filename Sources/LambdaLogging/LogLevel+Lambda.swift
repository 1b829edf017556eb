import Logging

/// Lambda has six levels, swift-log seven: a notice is Lambda's INFO.
extension Logger.Level {
    init?(lambdaName: String) {
        switch lambdaName.uppercased() {
        case "TRACE": self = .trace
        case "DEBUG": self = .debug
        case "INFO": self = .info
        case "WARN": self = .warning
        case "ERROR": self = .error
        case "FATAL": self = .critical
        default: return nil
        }
    }

    var lambdaName: String {
        switch self {
        case .trace: "TRACE"
        case .debug: "DEBUG"
        case .info, .notice: "INFO"
        case .warning: "WARN"
        case .error: "ERROR"
        case .critical: "FATAL"
        }
    }
}
