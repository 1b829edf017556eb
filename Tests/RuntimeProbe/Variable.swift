import Glibc

/// The variables that the probe looks at.
enum Variable {
    static var probe: String? { value("PROBE") }
    static var trace: String? { value("_X_AMZN_TRACE_ID") }

    private static func value(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
