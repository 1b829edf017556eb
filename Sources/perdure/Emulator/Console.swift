import Foundation

/// Lines of a running service, whole and in order, whatever thread they come from.
enum Console {
    static func say(_ line: String) {
        FileHandle.standardOutput.write(Data("\(line)\n".utf8))
    }

    /// What went wrong, on standard error.
    static func complain(_ text: String) {
        let line = "\(Terminal.errors.text("Error:", .red)) \(text)\n"
        FileHandle.standardError.write(Data(line.utf8))
    }
}
