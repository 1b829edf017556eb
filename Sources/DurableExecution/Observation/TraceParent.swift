/// The span that others hang below, as it is passed from process to process.
///
/// Source: W3C Trace Context, traceparent.
package struct TraceParent: Sendable, Hashable {
    /// `00-` + 32 hexadecimal digits of the trace, 16 of the span and the flags.
    package let text: String

    /// Takes version 00, whose digits are lower case and not all zero.
    package init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.map(\.count) == [2, 32, 16, 2], parts[0].elementsEqual("00".utf8),
            parts.allSatisfy({ $0.allSatisfy(\.isHexadecimalDigit) }),
            parts[1...2].allSatisfy({ $0.contains { $0 != UInt8(ascii: "0") } })
        else { return nil }
        self.text = text
    }

    /// Reads the header that Lambda sends, `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=…;Sampled=1`.
    ///
    /// Source: AWS X-Ray developer guide, "Tracing header".
    package init?(xRay header: String) {
        var fields: [Substring: Substring] = [:]
        for field in header.split(separator: ";") {
            let parts = field.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { fields[parts[0]] = parts[1] }
        }
        guard let root = fields["Root"], root.hasPrefix("1-"), let parent = fields["Parent"] else {
            return nil
        }
        let trace = root.dropFirst(2).filter { $0 != "-" }
        self.init("00-\(trace)-\(parent)-\(fields["Sampled"] == "0" ? "00" : "01")")
    }

    /// One that belongs to an execution for good, for where none was recorded with it.
    init(of execution: String) {
        let span = "\(execution)/".utf8.fingerprint.prefix(16)
        text = "00-\(execution.utf8.fingerprint)-\(span)-01"
    }
}

extension UInt8 {
    fileprivate var isHexadecimalDigit: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
        default: false
        }
    }
}
