import CSpawn
import Foundation

/// A program that is running; it and all that it starts are one process group, which has the terminal for
/// as long.
struct CredentialProgram {
    enum Failure: Error {
        case cannotBeRun(errorNumber: CInt)
        case tooSlow
        case tooLong
        case ended(waitStatus: CInt)
    }

    private static let longestOutput = 64 * 1024

    private let process: pid_t
    private let output: FileHandle

    init(_ command: String) throws(Failure) {
        let pipe = Pipe()
        process = perdure_spawn_shell("exec \(command)", pipe.fileHandleForWriting.fileDescriptor)
        output = pipe.fileHandleForReading
        guard process > 0 else { throw .cannotBeRun(errorNumber: -process) }
    }

    /// Blocks until it has ended and returns what it has printed; kills it where that takes too long.
    func result(until deadline: ContinuousClock.Instant) throws(Failure) -> [UInt8] {
        defer { perdure_take_back_terminal(process) }
        let bytes: [UInt8]
        do throws(Failure) {
            bytes = try printed(until: deadline)
            try waitForEnd(until: deadline)
        } catch {
            kill(-process, SIGKILL)
            _ = reap()
            throw error
        }
        let status = reap()
        guard status == 0 else { throw .ended(waitStatus: status) }
        return bytes
    }

    private func printed(until deadline: ContinuousClock.Instant) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while bytes.count <= Self.longestOutput {
            try waitFor(output.fileDescriptor, until: deadline)
            let count = read(output.fileDescriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return bytes }
            bytes += buffer.prefix(count)
        }
        throw .tooLong
    }

    private func waitForEnd(until deadline: ContinuousClock.Instant) throws(Failure) {
        let end = perdure_watch(process)
        defer { close(end) }
        try waitFor(end, until: deadline)
    }

    private func waitFor(
        _ descriptor: CInt,
        until deadline: ContinuousClock.Instant
    ) throws(Failure) {
        var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        var found: CInt
        repeat {
            let remaining = max(.zero, deadline - .now) / .milliseconds(1)
            found = poll(&watched, 1, CInt(clamping: Int(remaining)))
        } while found < 0 && errno == EINTR
        guard found > 0 else { throw .tooSlow }
    }

    private func reap() -> CInt {
        var status: CInt = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status
    }
}

extension CredentialProgram.Failure: CustomStringConvertible {
    var description: String {
        switch self {
        case .cannotBeRun(let number): "it cannot be run: \(String(cString: strerror(number)))."
        case .tooSlow: "it did not end in time and was killed."
        case .tooLong: "it printed without end and was killed."
        case .ended(let status) where status & 0x7f == 0: "it ended with status \(status >> 8)."
        case .ended(let status): "it was ended by signal \(status & 0x7f)."
        }
    }
}
