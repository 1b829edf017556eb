/// A trace header as Lambda makes one.
///
/// Source: X-Ray developer guide, "Tracing header".
enum TraceID {
    /// Any text with 32 hexadecimal digits will do, such as a UUID.
    static func make(from id: String) -> String {
        let digits = id.filter(\.isHexDigit).lowercased()
        return
            "Root=1-\(digits.prefix(8))-\(digits.suffix(24));Parent=\(digits.suffix(16));Sampled=0"
    }
}
