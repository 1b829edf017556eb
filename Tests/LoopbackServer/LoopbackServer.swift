import Foundation
import Synchronization

/// A server on the loopback interface that plays a script: one closure, called once a connection.
///
/// Connections are served in the order they came, on one thread, or on a thread each.
package final class LoopbackServer: Sendable {
    package typealias Script = @Sendable (_ peer: LoopbackPeer, _ index: Int) throws -> Void

    package let port: Int
    private let listener: CInt
    private let accepted = Mutex(0)

    package init(isConcurrent: Bool = false, _ script: @escaping Script) throws {
        listener = socket(AF_INET, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        port = try Self.listen(on: listener)
        let thread = Thread { [listener, weak self] in
            var index = 0
            while case let descriptor = accept(listener, nil, nil), descriptor >= 0 {
                // A process that is started meanwhile must not keep the connection open.
                _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
                self?.accepted.withLock { $0 += 1 }
                let peer = LoopbackPeer(descriptor)
                let serve = { @Sendable [index] in
                    // A script ends early when its client goes away, as some tests want it to.
                    try? script(peer, index)
                    peer.close()
                }
                if isConcurrent { Thread(block: serve).start() } else { serve() }
                index += 1
            }
            close(listener)
        }
        thread.start()
    }

    deinit { shutdown(listener, CInt(SHUT_RDWR)) }

    /// How many connections have been opened so far.
    package var connectionCount: Int { accepted.withLock { $0 } }

    private static func listen(on listener: CInt) throws -> Int {
        var address = sockaddr_in(loopbackPort: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                bind(listener, raw, size) == 0 && Glibc.listen(listener, 64) == 0
                    ? getsockname(listener, raw, &size) : -1
            }
        }
        guard code == 0 else { throw LoopbackError.cannotListen(errno) }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}

package enum LoopbackError: Error {
    case cannotListen(CInt)
    case cannotConnect(CInt)
    case clientGone
    case invalidRequest
}

extension sockaddr_in {
    init(loopbackPort port: Int) {
        self.init()
        sin_family = sa_family_t(AF_INET)
        sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        sin_port = UInt16(port).bigEndian
    }
}
