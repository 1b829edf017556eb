import Foundation
import Glibc
import Synchronization

/// Runs `swift` and passes on what it writes, line by line.
enum SwiftTool {
    /// Returns the exit status.
    static func run(
        _ arguments: [String],
        environment: [String: String] = ProcessInfo.processInfo.environment,
        line: @escaping @Sendable (String) -> Void
    ) async throws(PackagerError) -> Int32 {
        let status = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    returning: Result { try runOnThisThread(arguments, environment, line) }
                )
            }
        }
        switch status {
        case .success(let status): return status
        case .failure(let error): throw .noSwift("\(error)")
        }
    }

    private static func runOnThisThread(
        _ arguments: [String],
        _ environment: [String: String],
        _ line: (String) -> Void
    ) throws -> Int32 {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["swift"] + arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        var rest = Data()
        while let bytes = pipe.fileHandleForReading.nextBytes() {
            rest += bytes
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                line(String(decoding: rest[..<end], as: UTF8.self))
                rest = Data(rest[rest.index(after: end)...])
            }
        }
        if !rest.isEmpty { line(String(decoding: rest, as: UTF8.self)) }
        process.waitUntilExit()
        return process.terminationStatus
    }
}

extension SwiftTool {
    /// Builds a product; the person learns from `report` how it goes.
    static func build(
        _ product: ProductName,
        _ arguments: [String],
        environment: [String: String] = ProcessInfo.processInfo.environment,
        report: @escaping @Sendable (BuildLine) -> Void
    ) async throws(PackagerError) {
        let output = Mutex(BuildOutput())
        let status = try await run(arguments, environment: environment) { line in
            if let worthwhile = output.withLock({ $0.read(line) }) { report(worthwhile) }
        }
        guard status == 0 else { throw .buildFailed(product, status: status) }
    }
}

extension SwiftTool {
    /// The compiler's version as it names it itself, such as `6.3.1 (swift-6.3.1-RELEASE)`.
    static func version() async throws(PackagerError) -> String {
        let lines = Mutex<[String]>([])
        _ = try await run(["--version"]) { line in lines.withLock { $0.append(line) } }
        let text = lines.withLock { $0.first { $0.contains("Swift version ") } } ?? ""
        guard let name = text.firstRange(of: "Swift version ") else { return text }
        return String(text[name.upperBound...])
    }
}

extension FileHandle {
    /// What has come; nil at the end. (`availableData` ends the process where a signal interrupts it.)
    fileprivate func nextBytes() -> ArraySlice<UInt8>? {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(fileDescriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            return count > 0 ? buffer.prefix(count) : nil
        }
    }
}
