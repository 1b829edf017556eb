import Foundation

/// A file of its own in the system's temporary folder.
package struct SQLiteFile {
    package let path = FileManager.default.temporaryDirectory
        .appending(path: "log-\(UUID().uuidString).sqlite").path()

    package init() {}
}
