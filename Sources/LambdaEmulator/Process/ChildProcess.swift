import CSpawn
import Foundation
import Synchronization

/// A program that runs as a child of this process and never outlives it.
///
/// One thread belongs to each child: it starts it, passes on what it writes, waits for its end and
/// then kills whatever is left of its process group.
final class ChildProcess: Sendable {
    struct Command: Sendable {
        var program: String
        var arguments: [String] = []
        var environment: [String: String]
        var directory: String
    }

    private enum State {
        case starting
        case running(pid_t, OutputPipe)
        /// Killed before it was started, or ended.
        case over
    }

    private let state = Mutex(State.starting)

    /// Runs the program until it ends; cancelling the task kills it.
    func run(
        _ command: Command,
        output: @escaping @Sendable ([UInt8]) -> Void
    ) async throws -> ProcessEnd {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                Thread.detachNewThread {
                    continuation.resume(with: Result { try self.runOnThisThread(command, output) })
                }
            }
        } onCancel: {
            kill()
        }
    }

    /// Ends the program and all that it started, at once.
    func kill() {
        state.withLock { state in
            if case .running(let process, _) = state { _ = Foundation.kill(-process, SIGKILL) }
            if case .starting = state { state = .over }
        }
    }

    /// Stops the program and all that it started; only ``kill()`` ends that.
    func freeze() {
        state.withLock { state in
            if case .running(let process, _) = state { _ = Foundation.kill(-process, SIGSTOP) }
        }
    }
}

// MARK: - While it runs

extension ChildProcess {
    /// Passes on what the program has written so far.
    func drain() {
        let pipe = state.withLock { state -> OutputPipe? in
            if case .running(_, let pipe) = state { pipe } else { nil }
        }
        pipe?.drain()
    }

    /// The most memory that the program had at a time.
    var peakMegabytes: Int? {
        let process = state.withLock { state -> pid_t? in
            if case .running(let process, _) = state { process } else { nil }
        }
        // A process that is about to end has no such line any more.
        guard let process,
            let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first
        else { return nil }
        return Int(kilobytes).map { ($0 + 1023) / 1024 }
    }
}

// MARK: - On the child's thread

extension ChildProcess {
    private func runOnThisThread(
        _ command: Command,
        _ output: @escaping @Sendable ([UInt8]) -> Void
    ) throws(SystemCallError) -> ProcessEnd {
        let pipe = try OutputPipe(output)
        guard let process = try start(command, pipe) else { return .signal(SIGKILL) }
        pipe.closeWriteEnd()
        pipe.forward(until: process)
        return reap(process)
    }

    private func start(
        _ command: Command,
        _ pipe: OutputPipe
    ) throws(SystemCallError) -> pid_t? {
        let result = state.withLock { state -> Result<pid_t?, SystemCallError> in
            guard case .starting = state else { return .success(nil) }
            let process = command.spawn(output: pipe.writeEnd)
            state = process > 0 ? .running(process, pipe) : .over
            return process > 0 ? .success(process) : .failure(SystemCallError(code: -process))
        }
        return try result.get()
    }

    /// Kills the group while its number is still taken, then lets go of it.
    private func reap(_ process: pid_t) -> ProcessEnd {
        var status: Int32 = 0
        state.withLock { state in
            _ = Foundation.kill(-process, SIGKILL)
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            state = .over
        }
        return ProcessEnd(waitStatus: status)
    }
}

extension ChildProcess.Command {
    /// The process id, or a negative error number.
    fileprivate func spawn(output: Int32) -> pid_t {
        let variables = environment.map { "\($0.key)=\($0.value)" }.sorted()
        return withCStrings([program] + arguments) { arguments in
            withCStrings(variables) { variables in
                perdure_spawn(program, arguments, variables, directory, output)
            }
        }
    }

    private func withCStrings<Result>(
        _ strings: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = strings.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}

extension ProcessEnd {
    fileprivate init(waitStatus status: Int32) {
        let signal = status & 0x7f
        self = signal == 0 ? .code((status >> 8) & 0xff) : .signal(signal)
    }
}
