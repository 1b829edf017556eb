import Foundation

/// Where progress goes, so that standard output holds nothing but results.
struct StandardError: TextOutputStream {
    mutating func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
