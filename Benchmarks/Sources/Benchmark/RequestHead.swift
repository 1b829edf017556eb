/// What the mock needs of a request's head: its first line and how long the request is.
struct RequestHead {
    let line: String
    let requestSize: Int

    /// Nil while the head has not arrived whole.
    init?(_ bytes: [UInt8]) {
        var lines: [Range<Int>] = []
        var start = 0
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            let range = start..<(end - 1)
            start = end + 1
            guard range.isEmpty else {
                lines.append(range)
                continue
            }
            line = String(decoding: bytes[lines[0]], as: UTF8.self)
            requestSize = start + lines.reduce(0) { $0 + Self.contentLength(in: bytes[$1]) }
            return
        }
        return nil
    }

    private static func contentLength(in line: ArraySlice<UInt8>) -> Int {
        let name = "content-length:"
        guard line.count > name.utf8.count,
            zip(line, name.utf8).allSatisfy({ $0 | 0x20 == $1 | 0x20 })
        else { return 0 }
        let digits = line.dropFirst(name.utf8.count).filter { $0 != UInt8(ascii: " ") }
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
}
