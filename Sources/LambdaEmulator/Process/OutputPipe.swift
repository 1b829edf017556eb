import CSpawn
import Foundation

/// The pipe through which a child's standard output and error come back.
struct OutputPipe: ~Copyable {
    private let readEnd: Int32
    let writeEnd: Int32

    init() throws(SystemCallError) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw SystemCallError(code: errno) }
        (readEnd, writeEnd) = (ends[0], ends[1])
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
    func forward(until process: pid_t, to output: ([UInt8]) -> Void) {
        let end = perdure_watch(process)
        defer { close(end) }
        var isOpen = true
        var watched = [pollfd(fd: end, events: Int16(POLLIN), revents: 0)]
        watched.append(pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0))
        while poll(&watched, isOpen ? 2 : 1, -1) >= 0 || errno == EINTR {
            let hasEnded = watched[0].revents != 0
            if isOpen { isOpen = drain(to: output) }
            if hasEnded { return }
        }
    }

    /// Reads all there is; `false` at the end of the pipe.
    private func drain(to output: ([UInt8]) -> Void) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(readEnd, &buffer, buffer.count)
            if count > 0 { output(Array(buffer[..<count])) }
            if count == 0 { return false }
            if count < 0, errno != EINTR { return true }
        }
    }
}
