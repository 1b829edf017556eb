import Glibc

/// A streamed answer, written by hand so that it can end in any way.
struct Stream: ~Copyable {
    private let order: Order
    private let head: String
    private let connection: CInt

    init?(_ order: Order, to id: String, _ attempt: String?) {
        self.order = order
        head = """
            POST /2018-06-01/runtime/invocation/\(id)/response HTTP/1.1\r
            Host: runtime\r
            Content-Type: \(order.type ?? "application/octet-stream")\r
            Lambda-Runtime-Function-Response-Mode: streaming\r
            Lambda-Runtime-Invocation-Id: \(attempt ?? "")\r
            Transfer-Encoding: chunked\r
            Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r
            \r\n
            """
        let address = getenv("AWS_LAMBDA_RUNTIME_API").map { String(cString: $0) } ?? ""
        guard let port = address.split(separator: ":").last.flatMap({ UInt16($0) }),
            let connection = Self.connect(port)
        else { return nil }
        self.connection = connection
    }

    deinit { close(connection) }

    func send() {
        write(head)
        for (index, chunk) in (order.chunks ?? []).enumerated() {
            let bytes = chunk.utf8
            write("\(String(bytes.count, radix: 16))\r\n\(chunk)\r\n")
            if index == 0, let path = order.until {
                while access(path, F_OK) != 0 { usleep(1000) }
            }
        }
        switch order.end {
        case "exit": exit(3)
        case "close": return
        case "error":
            // {"errorType":"Bad.Luck"}
            let body = "eyJlcnJvclR5cGUiOiJCYWQuTHVjayJ9"
            write("0\r\nLambda-Runtime-Function-Error-Type: Bad.Luck\r\n")
            write("Lambda-Runtime-Function-Error-Body: \(body)\r\n\r\n")
        default: write("0\r\n\r\n")
        }
        awaitAnswer()
    }

    private func awaitAnswer() {
        var buffer = [UInt8](repeating: 0, count: 1024)
        _ = read(connection, &buffer, buffer.count)
    }

    private func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.write(connection, bytes, bytes.count)
    }

    private static func connect(_ port: UInt16) -> CInt? {
        let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        return status == 0 ? descriptor : nil
    }
}
