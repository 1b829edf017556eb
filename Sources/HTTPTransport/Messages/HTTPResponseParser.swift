/// Reads one HTTP/1.1 answer from bytes that arrive in pieces of any size.
///
/// | stage        | what comes next                                                          |
/// |--------------|--------------------------------------------------------------------------|
/// | `statusLine` | a status line, then `field`                                              |
/// | `field`      | a field, or the empty line: `statusLine` after a 1xx, else by framing    |
/// | `body`       | the rest of a body of known length, then `complete`                      |
/// | `chunkSize`  | a chunk's size, then `chunk`, or `trailer` after the last                |
/// | `chunk`      | the rest of a chunk, then `chunkEnd`                                     |
/// | `chunkEnd`   | an empty line, then `chunkSize`                                          |
/// | `trailer`    | a field (dropped), or the empty line, then `complete`                    |
/// | `untilClose` | body until the peer closes                                               |
/// | `complete`   | nothing; more bytes only spoil the connection                            |
///
/// Source: RFC 9112 sections 2 to 7.
package struct HTTPResponseParser {
    package struct Limits: Sendable {
        /// Bytes of all lines together: heads, chunk sizes' lines and trailers.
        package var head = 128 * 1024
        package var body = 64 * 1024 * 1024

        package init() {}
    }

    private enum Stage {
        case statusLine
        case field
        case body(remaining: Int)
        case chunkSize
        case chunk(remaining: Int)
        case chunkEnd
        case trailer
        case untilClose
        case complete
    }

    private let method: String
    private let limits: Limits
    private var stage = Stage.statusLine
    private var response = HTTPResponse(status: 0)
    private var speaksHTTP10 = false
    private var partialLine: [UInt8] = []
    private var lineBytes = 0

    /// Whether any byte of the answer has arrived.
    package private(set) var hasStarted = false
    /// Whether the connection can carry another exchange once the answer is complete.
    package private(set) var isConnectionReusable = true

    package init(answeringTo method: String, limits: Limits = Limits()) {
        self.method = method
        self.limits = limits
    }

    /// Takes in what has arrived and returns the answer once it is complete.
    package mutating func receive(_ bytes: ArraySlice<UInt8>) throws(HTTPError) -> HTTPResponse? {
        var rest = bytes
        hasStarted = hasStarted || !bytes.isEmpty
        while !isComplete, !rest.isEmpty {
            try advance(&rest)
        }
        guard isComplete else { return nil }
        // Nobody asked for what comes after the answer, so nothing after it can be trusted.
        if !rest.isEmpty { isConnectionReusable = false }
        return response
    }

    /// Takes note that the peer closed the connection; only some answers end that way.
    package mutating func finish() throws(HTTPError) -> HTTPResponse {
        isConnectionReusable = false
        switch stage {
        case .untilClose, .complete: return response
        default: throw .connectionClosed(mayHaveBeenSent: true)
        }
    }
}

// MARK: - Stages

extension HTTPResponseParser {
    private var isComplete: Bool {
        if case .complete = stage { true } else { false }
    }

    private mutating func advance(_ bytes: inout ArraySlice<UInt8>) throws(HTTPError) {
        switch stage {
        case .body(let remaining):
            let left = try takeBody(from: &bytes, atMost: remaining)
            stage = left == 0 ? .complete : .body(remaining: left)
        case .chunk(let remaining):
            let left = try takeBody(from: &bytes, atMost: remaining)
            stage = left == 0 ? .chunkEnd : .chunk(remaining: left)
        case .untilClose:
            _ = try takeBody(from: &bytes, atMost: bytes.count)
        case .statusLine, .field, .chunkSize, .chunkEnd, .trailer:
            if let line = try takeLine(from: &bytes) { try read(line) }
        case .complete:
            break
        }
    }

    private mutating func read(_ line: ArraySlice<UInt8>) throws(HTTPError) {
        switch stage {
        case .field where line.isEmpty: try endHead()
        case .field: try readField(line)
        case .chunkSize: try readChunkSize(line)
        case .chunkEnd where line.isEmpty: stage = .chunkSize
        case .chunkEnd: throw .malformedResponse("a chunk is longer than its size says")
        case .trailer: if line.isEmpty { stage = .complete }
        case .statusLine, .body, .chunk, .untilClose, .complete: try readStatusLine(line)
        }
    }

    /// Returns how much of the `remaining` bytes is still to come.
    private mutating func takeBody(
        from bytes: inout ArraySlice<UInt8>,
        atMost remaining: Int
    ) throws(HTTPError) -> Int {
        let piece = bytes.prefix(remaining)
        guard response.body.count + piece.count <= limits.body else {
            throw .tooLarge(limit: limits.body)
        }
        response.body.append(contentsOf: piece)
        bytes = bytes[piece.endIndex...]
        return remaining - piece.count
    }

    /// Returns the next line without its end, or nil while its end has not arrived.
    private mutating func takeLine(
        from bytes: inout ArraySlice<UInt8>
    ) throws(HTTPError) -> ArraySlice<UInt8>? {
        let end = bytes.firstIndex(of: UInt8(ascii: "\n"))
        let piece = bytes[..<(end ?? bytes.endIndex)]
        bytes = bytes[(end.map { $0 + 1 } ?? bytes.endIndex)...]
        lineBytes += piece.count + 1
        guard lineBytes <= limits.head else { throw .tooLarge(limit: limits.head) }
        guard end != nil else {
            partialLine += piece
            return nil
        }
        guard !partialLine.isEmpty else { return piece.withoutCarriageReturn }
        defer { partialLine = [] }
        return (partialLine + piece)[...].withoutCarriageReturn
    }
}

// MARK: - Lines

extension HTTPResponseParser {
    private mutating func readStatusLine(_ line: ArraySlice<UInt8>) throws(HTTPError) {
        let statusLine = try StatusLine(line)
        response = HTTPResponse(status: statusLine.status)
        speaksHTTP10 = statusLine.isHTTP10
        stage = .field
    }

    private mutating func readField(_ line: ArraySlice<UInt8>) throws(HTTPError) {
        guard let field = HTTPFields.Field(line: line) else {
            throw .malformedResponse("one of its fields is not 'name: value'")
        }
        response.fields.append(field.name, field.value)
    }

    private mutating func readChunkSize(_ line: ArraySlice<UInt8>) throws(HTTPError) {
        let digits = line.prefix { $0 != UInt8(ascii: ";") }.trimmed
        guard digits.allSatisfy(\.isHexDigit),
            let size = Int(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw .malformedResponse("the size of a chunk is not a number") }
        guard size <= limits.body else { throw .tooLarge(limit: limits.body) }
        lineBytes = 0
        stage = size == 0 ? .trailer : .chunk(remaining: size)
    }

    private mutating func endHead() throws(HTTPError) {
        guard response.status >= 200 else {
            stage = .statusLine
            return
        }
        let framing = try BodyFraming(of: response, to: method)
        isConnectionReusable = keepsConnection && framing != .untilClose
        switch framing {
        case .none, .length(0): stage = .complete
        case .chunked: stage = .chunkSize
        case .untilClose: stage = .untilClose
        case .length(let length):
            guard length <= limits.body else { throw .tooLarge(limit: limits.body) }
            response.body.reserveCapacity(length)
            stage = .body(remaining: length)
        }
    }

    /// Source: RFC 9112 section 9.3.
    private var keepsConnection: Bool {
        let options = response.fields.list("Connection")
        if options.contains(where: { $0.equalsIgnoringCase("close") }) { return false }
        return !speaksHTTP10 || options.contains { $0.equalsIgnoringCase("keep-alive") }
    }
}
