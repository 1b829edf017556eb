import Glibc
import Synchronization

/// A port of the loopback interface that nobody listens on, and that nobody is given before the caller's service
/// listens there.
///
/// The system's own choice would not do: whoever connects or listens meanwhile may be given the same port. So it comes
/// from below the range that Linux takes such ports from (`ip_local_port_range`, 32768 and up), and each only once.
package func freePort() throws -> Int {
    for _ in ports {
        let port = next.withLock { next in
            next = next + 1 < ports.upperBound ? next + 1 : ports.lowerBound
            return next
        }
        if try isFree(port) { return port }
    }
    throw NoFreePort(code: EADDRINUSE)
}

package struct NoFreePort: Error {
    package let code: Int32
}

private let ports = 20_000..<32_000

/// Test processes begin at different ports, as several may run on one machine.
private let next = Mutex(Int.random(in: ports))

private func isFree(_ port: Int) throws -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw NoFreePort(code: errno) }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    address.sin_port = in_port_t(port).bigEndian
    return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
            bind(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
    }
}
