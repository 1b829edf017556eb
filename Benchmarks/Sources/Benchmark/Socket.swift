import Glibc

/// A blocking TCP socket with just enough HTTP to play the Runtime API.
struct Socket: ~Copyable {
    private let descriptor: CInt
    private var unread: [UInt8] = []

    private init(_ descriptor: CInt) {
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    static func listening() throws -> Socket {
        let socket = Socket(
            Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        )
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket.descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0, listen(socket.descriptor, 8) == 0 else { throw Failure.cannotListen }
        return socket
    }

    var port: UInt16 {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = getsockname(descriptor, $0, &size)
            }
        }
        return UInt16(bigEndian: address.sin_port)
    }

    func accept() throws -> Socket {
        let accepted = Glibc.accept(descriptor, nil, nil)
        guard accepted >= 0 else { throw Failure.bootstrapGone }
        var on: CInt = 1
        setsockopt(
            accepted,
            CInt(IPPROTO_TCP),
            TCP_NODELAY,
            &on,
            socklen_t(MemoryLayout<CInt>.size)
        )
        return Socket(accepted)
    }

    /// Reads a request and returns its first line; its body is dropped.
    mutating func readRequest() throws -> String {
        while true {
            if let head = RequestHead(unread) {
                while unread.count < head.requestSize { try readMore() }
                unread.removeFirst(head.requestSize)
                return head.line
            }
            try readMore()
        }
    }

    func write(_ bytes: [UInt8]) throws {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure.bootstrapGone }
            written += count
        }
    }

    private mutating func readMore() throws {
        let piece = try [UInt8](unsafeUninitializedCapacity: 64 * 1024) { buffer, count in
            let got = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            guard got > 0 else { throw Failure.bootstrapGone }
            count = got
        }
        unread += piece
    }
}

enum Failure: Error {
    case cannotListen
    case cannotStart(String)
    case bootstrapGone
    case unexpected(String)
    case grew(by: Int)
}

/// The size of a file, or 0 where there is none.
func fileSize(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
}
