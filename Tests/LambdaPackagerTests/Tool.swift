import Foundation

/// A program of the machine, run to its end.
struct Tool {
    let status: Int32
    let output: String

    init(_ arguments: String...) throws {
        try self.init(arguments)
    }

    init(_ arguments: [String]) throws {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        output = String(decoding: Self.all(of: pipe.fileHandleForReading), as: UTF8.self)
        process.waitUntilExit()
        status = process.terminationStatus
    }

    /// Goes on where a signal interrupts it, as `readToEnd` does not.
    private static func all(of file: FileHandle) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(file.fileDescriptor, &buffer, buffer.count)
            if count > 0 { bytes += buffer.prefix(count) }
            guard count > 0 || count < 0 && errno == EINTR else { return bytes }
        }
    }
}
