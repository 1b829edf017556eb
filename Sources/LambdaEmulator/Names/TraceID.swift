/// A trace header as Lambda and API Gateway make one.
///
/// Source: X-Ray developer guide, "Tracing header".
enum TraceID {
    static let field = "X-Amzn-Trace-Id"

    /// The beginning of a trace; any text with 32 hexadecimal digits will do, such as a UUID.
    static func root(from id: String) -> String {
        let digits = digits(of: id)
        return "Root=1-\(digits.prefix(8))-\(digits.suffix(24))"
    }

    /// What a function gets: the trace that the caller is in, or a new one.
    ///
    /// A caller may say no more than where the trace begins.
    static func make(from id: String, in header: String? = nil) -> String {
        let header = header ?? ""
        let told = header.split(separator: ";").map { $0.drop { $0 == " " } }
        let made = ["Parent=\(digits(of: id).suffix(16))", "Sampled=0"]
        guard let root = told.first(where: { $0.hasPrefix("Root=") }) else {
            return ([root(from: id)] + made).joined(separator: ";")
        }
        let rest = made.map { made in
            told.first { $0.hasPrefix(made.prefix { $0 != "=" } + "=") } ?? made[...]
        }
        return ([root] + rest).joined(separator: ";")
    }

    private static func digits(of id: String) -> String { id.filter(\.isHexDigit).lowercased() }
}
