import Foundation

/// Lines of a running service, whole and in order, whatever thread they come from.
enum Console {
    static func say(_ line: String) {
        FileHandle.standardOutput.write(Data("\(line)\n".utf8))
    }
}
