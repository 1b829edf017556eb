import CSpawn
import Foundation
import Synchronization

/// The pipe through which a child's standard output and error come back.
final class OutputPipe: Sendable {
    private let readEnd: Int32
    let writeEnd: Int32
    private let output: @Sendable ([UInt8]) -> Void
    /// Whether anybody can write; held while bytes are passed on, so that they keep their order.
    private let isOpen = Mutex(true)

    init(_ output: @escaping @Sendable ([UInt8]) -> Void) throws(SystemCallError) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw SystemCallError(code: errno) }
        (readEnd, writeEnd) = (ends[0], ends[1])
        self.output = output
        // The child's end blocks, as a program expects of its output.
        _ = fcntl(readEnd, F_SETFL, O_NONBLOCK)
    }

    deinit {
        close(readEnd)
    }

    func closeWriteEnd() {
        close(writeEnd)
    }

    /// Passes on what is written until the process ends, and what it left behind in the pipe.
    func forward(until process: pid_t) {
        let end = perdure_watch(process)
        defer { close(end) }
        var watched = [pollfd(fd: end, events: Int16(POLLIN), revents: 0)]
        watched.append(pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0))
        var isOpen = true
        while poll(&watched, isOpen ? 2 : 1, -1) >= 0 || errno == EINTR {
            let hasEnded = watched[0].revents != 0
            isOpen = drain()
            if hasEnded { return }
        }
    }

    /// Passes on all that has been written so far; `false` at the end of the pipe.
    @discardableResult
    func drain() -> Bool {
        isOpen.withLock { isOpen in
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while isOpen {
                let count = read(readEnd, &buffer, buffer.count)
                if count > 0 { output(Array(buffer[..<count])) }
                if count == 0 { isOpen = false }
                if count < 0, errno != EINTR { return true }
            }
            return false
        }
    }
}
