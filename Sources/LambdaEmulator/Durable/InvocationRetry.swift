/// When an invocation that failed as a whole is tried again; the execution itself goes on.
///
/// A process that ended is started again at once, three times; an error that the function
/// reported backs off up to five minutes, for about six hours.
enum InvocationRetry {
    private static let longestDelay = 300
    private static let mostReportedFailures = 80

    /// `nil` means that the execution has failed.
    static func delay(afterFailures count: Int, _ cause: FunctionFailure.Cause) -> Duration? {
        switch cause {
        case .exited, .timedOut, .tooLarge, .unavailable:
            count <= 3 ? .zero : nil
        case .throttled:
            .seconds(count > 8 ? longestDelay : 1 << count)
        case .reported:
            count <= mostReportedFailures
                ? .seconds(count > 8 ? longestDelay : 1 << count) : nil
        }
    }
}
