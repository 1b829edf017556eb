import Foundation

/// Notices when the sources of a Swift package change.
struct SourceWatch {
    private let folder: String
    private var seen: Set<Source>

    private struct Source: Hashable {
        let path: String
        let modified: Date
    }

    init(folder: String) {
        self.folder = folder
        seen = Self.sources(in: folder)
    }

    /// Waits for the next change, and then until there is none for a moment.
    ///
    /// Looking at the files twice a second costs a few milliseconds and works on every file system.
    mutating func change() async throws {
        var hasChanged = false
        while true {
            try await Task.sleep(for: .milliseconds(500))
            let now = Self.sources(in: folder)
            if now == seen, hasChanged { return }
            hasChanged = hasChanged || now != seen
            seen = now
        }
    }

    private static func sources(in folder: String) -> Set<Source> {
        let files = FileManager.default.enumerator(
            at: URL(filePath: folder),
            includingPropertiesForKeys: [.contentModificationDateKey],
            options: [.skipsHiddenFiles]
        )
        var sources: Set<Source> = []
        while let file = files?.nextObject() as? URL {
            guard ["swift", "c", "h", "resolved"].contains(file.pathExtension) else { continue }
            // A file that is gone meanwhile is a change, which the next look shows.
            let values = try? file.resourceValues(forKeys: [.contentModificationDateKey])
            let modified = values?.contentModificationDate ?? .distantPast
            sources.insert(Source(path: file.path, modified: modified))
        }
        return sources
    }
}
