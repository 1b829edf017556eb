import Foundation

/// The server's end of one connection.
package final class LoopbackPeer: Sendable {
    private let descriptor: CInt

    init(_ descriptor: CInt) {
        self.descriptor = descriptor
    }

    /// A client's end of a connection to a port of the loopback interface.
    package convenience init(connectingTo port: Int) throws {
        self.init(socket(AF_INET, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0))
        var address = sockaddr_in(loopbackPort: port)
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                connect(descriptor, raw, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw LoopbackError.cannotConnect(errno) }
    }

    /// Reads one request, head and body; its body has a length or comes in chunks.
    package func readRequest() throws -> LoopbackRequest {
        let line = try readLine()
        let fields = try readFields()
        guard fields["transfer-encoding"] == "chunked" else {
            let length = fields["content-length"].flatMap { Int($0) } ?? 0
            return LoopbackRequest(line: line, fields: fields, body: try read(length))
        }
        var chunks: [[UInt8]] = []
        while let size = Int(try readLine(), radix: 16), size > 0 {
            chunks.append(try read(size))
            _ = try readLine()
        }
        return LoopbackRequest(
            line: line,
            fields: fields,
            body: Array(chunks.joined()),
            chunks: chunks,
            trailers: try readFields()
        )
    }

    /// Reads up to the end of a line.
    package func readLine() throws -> String {
        var line: [UInt8] = []
        while !line.hasSuffix("\r\n") { line += try read(1) }
        return String(decoding: line.dropLast(2), as: UTF8.self)
    }

    /// Reads fields up to the empty line.
    private func readFields() throws -> [String: String] {
        var fields: [String: String] = [:]
        while case let line = try readLine(), !line.isEmpty {
            guard let colon = line.range(of: ": ") else { continue }
            fields[line[..<colon.lowerBound].lowercased()] = String(line[colon.upperBound...])
        }
        return fields
    }

    /// Reads exactly so many bytes.
    package func read(_ count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = bytes[filled...].withUnsafeMutableBytes {
                recv(descriptor, $0.baseAddress, $0.count, 0)
            }
            guard got > 0 else { throw LoopbackError.clientGone }
            filled += got
        }
        return bytes
    }

    /// Reads until the other end has closed.
    package func readToEnd() -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = recv(descriptor, &buffer, buffer.count, 0), count > 0 {
            bytes += buffer[..<count]
        }
        return bytes
    }

    package func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
            }
            guard sent > 0 else { throw LoopbackError.clientGone }
            rest = rest.dropFirst(sent)
        }
    }

    package func write(_ text: String) throws {
        try write(Array(text.utf8))
    }

    /// Writes a whole answer with its length.
    package func respond(
        _ status: Int = 200,
        fields: [String: String] = [:],
        body: String = ""
    ) throws {
        let lines = fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }.joined()
        let length = "Content-Length: \(body.utf8.count)\r\n"
        try write("HTTP/1.1 \(status) Reason\r\n\(lines)\(length)\r\n\(body)")
    }

    /// Blocks until the client has closed its end.
    package func waitForClose() {
        while (try? read(1)) != nil {}
    }

    package func close() {
        Glibc.close(descriptor)
    }
}

/// A request as the server read it; the names of its fields are in lower case.
package struct LoopbackRequest: Sendable, Equatable {
    package let line: String
    package let fields: [String: String]
    package let body: [UInt8]
    /// The pieces of a chunked body.
    package var chunks: [[UInt8]] = []
    package var trailers: [String: String] = [:]
}

extension [UInt8] {
    fileprivate func hasSuffix(_ text: String) -> Bool {
        suffix(text.utf8.count).elementsEqual(text.utf8)
    }
}
