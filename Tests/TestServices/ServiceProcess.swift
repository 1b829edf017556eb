import Foundation
import Glibc
import Synchronization

/// A server in a process group of its own.
///
/// It is killed with all its children when this value goes, and just the same when the test process
/// dies: its supervisor lives as long as the pipe that only the test process holds open.
package final class ServiceProcess: Sendable {
    private let lifeline = Pipe()
    private let output: AsyncStream<String>
    private let tail = Tail()

    package convenience init(_ tool: BuildTool, environment: [String: String]) throws {
        try self.init([tool.path], environment: environment)
    }

    /// Starts a command: a program's path and its arguments.
    package init(_ command: [String], environment: [String: String] = [:]) throws {
        let pipe = Pipe()
        output = pipe.fileHandleForReading.chunks(into: tail)
        let supervisor = Process()
        supervisor.executableURL = URL(filePath: "/bin/sh")
        supervisor.arguments = ["-c", supervision, "supervisor"] + command
        supervisor.environment = ProcessInfo.processInfo.environment
            .merging(environment) { _, new in new }
        supervisor.standardInput = lifeline
        supervisor.standardOutput = pipe
        supervisor.standardError = pipe
        try supervisor.run()
    }

    deinit {
        // Nothing is left to be done about a pipe that does not close.
        try? lifeline.fileHandleForWriting.close()
    }

    /// The last that the server has written, for whoever has to say why it is of no use.
    package var lastOutput: String { tail.text.withLock { $0 } }

    /// Waits until the server has written this text; returns all it has written.
    @discardableResult
    package func waitForOutput(_ text: String) async throws -> String {
        var log = ""
        for await chunk in output {
            log += chunk
            if log.contains(text) { return log }
        }
        throw ServiceEnded(output: log)
    }
}

package struct ServiceEnded: Error, CustomStringConvertible {
    package let output: String

    package var description: String { "The service ended before it was ready:\n\(output)" }
}

/// Starts the service in a session of its own and kills it once standard input ends.
private let supervision = """
    trap : INT TERM HUP
    setsid "$@" </dev/null &
    exec >/dev/null 2>&1
    cat
    kill -s KILL -- "-$!"
    """

private final class Tail: Sendable {
    let text = Mutex("")

    func add(_ chunk: String) { text.withLock { $0 = String(($0 + chunk).suffix(2000)) } }
}

extension FileHandle {
    /// What arrives, as it arrives, until the end; the oldest is dropped where nobody takes it.
    ///
    /// Read on a thread of its own: libdispatch may still look for news of a descriptor that was closed while it was
    /// watched, and crash.
    fileprivate func chunks(into tail: Tail) -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: String.self,
            bufferingPolicy: .bufferingNewest(100)
        )
        Thread.detachNewThread {
            while let bytes = self.nextBytes() {
                let chunk = String(decoding: bytes, as: UTF8.self)
                tail.add(chunk)
                continuation.yield(chunk)
            }
            continuation.finish()
        }
        return stream
    }

    /// Nil at the end. (`availableData` ends the process where a signal interrupts it.)
    private func nextBytes() -> ArraySlice<UInt8>? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = Glibc.read(fileDescriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            return count > 0 ? buffer.prefix(count) : nil
        }
    }
}
