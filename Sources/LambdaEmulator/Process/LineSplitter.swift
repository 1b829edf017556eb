/// Cuts a stream of bytes into lines.
struct LineSplitter {
    private static let longestLine = 65_536
    private var rest: [UInt8] = []

    /// The lines that these bytes complete.
    mutating func append(_ bytes: [UInt8]) -> [String] {
        rest += bytes
        var lines: [String] = []
        while let end = lineEnd {
            lines.append(String(decoding: rest[..<end], as: UTF8.self))
            rest.removeFirst(min(end + 1, rest.count))
        }
        return lines
    }

    /// What is left without a line's end.
    mutating func finish() -> String? {
        defer { rest = [] }
        return rest.isEmpty ? nil : String(decoding: rest, as: UTF8.self)
    }

    private var lineEnd: Int? {
        rest.firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
            ?? (rest.count >= Self.longestLine ? Self.longestLine : nil)
    }
}
