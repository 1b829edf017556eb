/// The lines that Lambda itself writes around what a function does.
///
/// Source: Lambda developer guide, "Sending Lambda function logs to CloudWatch Logs".
enum PlatformLine {
    static func start(_ requestID: String) -> String {
        "START RequestId: \(requestID) Version: $LATEST"
    }

    static func end(_ requestID: String) -> String {
        "END RequestId: \(requestID)"
    }

    struct Report {
        let requestID: String
        let duration: Duration
        let memoryMegabytes: Int
        let peakMegabytes: Int?
        let initialization: Duration?
        let status: String?

        var text: String {
            let peak = peakMegabytes.map { "Max Memory Used: \($0) MB" }
            let initialization = initialization.map { "Init Duration: \($0.milliseconds) ms" }
            return [
                "REPORT RequestId: \(requestID)",
                "Duration: \(duration.milliseconds) ms",
                "Billed Duration: \(duration.startedMilliseconds) ms",
                "Memory Size: \(memoryMegabytes) MB",
                peak, initialization, status.map { "Status: \($0)" },
            ].compactMap(\.self).joined(separator: "\t")
        }
    }
}

extension InvocationOutcome {
    /// How a report names it; a success is not mentioned.
    var reportedStatus: String? {
        switch self {
        case .succeeded: nil
        case .failed(let failure): failure.cause == .timedOut ? "timeout" : "error"
        }
    }
}

extension Duration {
    /// With two decimals.
    fileprivate var milliseconds: String {
        let hundredths = components.seconds * 100_000 + components.attoseconds / 10_000_000_000_000
        let decimals = hundredths % 100
        return "\(hundredths / 100).\(decimals < 10 ? "0" : "")\(decimals)"
    }

    fileprivate var startedMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    }
}
