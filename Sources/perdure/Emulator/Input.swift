import Foundation

/// Bytes that somebody gives on the command line.
enum Input {
    /// The content of a file, or of standard input for `-`.
    static func file(_ path: String) throws(CommandError) -> [UInt8] {
        if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw .unreadable(path, error.localizedDescription)
        }
    }

    /// A file that holds JSON.
    static func json(file path: String) throws(CommandError) -> [UInt8] {
        let bytes = try file(path)
        if let problem = JSONProblem(in: bytes) {
            throw .notJSON(path == "-" ? "standard input" : path, problem)
        }
        return bytes
    }

    /// JSON as it is written, or the name of a file that holds it.
    static func json(_ text: String) throws(CommandError) -> [UInt8] {
        if text == "-" || FileManager.default.fileExists(atPath: text) {
            return try json(file: text)
        }
        let bytes = Array(text.utf8)
        if let problem = JSONProblem(in: bytes) {
            throw .notJSON("'\(text)' is no file and", problem)
        }
        return bytes
    }

    /// The same as text.
    static func jsonText(_ text: String) throws(CommandError) -> String {
        String(decoding: try json(text), as: UTF8.self)
    }
}
