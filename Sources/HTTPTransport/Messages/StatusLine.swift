/// The first line of an answer, such as `HTTP/1.1 200 OK`.
///
/// Source: RFC 9112 section 4.
struct StatusLine: Equatable {
    let isHTTP10: Bool
    let status: Int

    init(_ line: ArraySlice<UInt8>) throws(HTTPError) {
        let start = "HTTP/1.x 200".utf8.count
        let head = Array(line.prefix(start))
        guard head.count == start, head.starts(with: "HTTP/1.".utf8), head[7].isDigit,
            head[8] == UInt8(ascii: " "), head[9...].allSatisfy(\.isDigit),
            line.count == start || line[line.startIndex + start] == UInt8(ascii: " ")
        else { throw .malformedResponse("it does not start with a status line") }
        isHTTP10 = head[7] == UInt8(ascii: "0")
        status = head[9...].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        guard (100...599).contains(status), status != 101 else {
            throw .malformedResponse("its status is \(status)")
        }
    }
}
