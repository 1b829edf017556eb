extension ZipArchive {
    /// Reads and checks an archive.
    package init(contentsOf path: String) throws {
        try self.init(Files.read(path))
    }

    /// Writes the files below a folder, which is made where it is missing.
    ///
    /// Give it a folder of your own: an archive cannot leave it, a link that stands in it already could.
    package func unpack(into folder: String) throws(FileError) {
        try Files.makeFolder(folder)
        for entry in entries {
            let path = "\(folder)/\(entry.path)"
            if let slash = path.lastIndex(of: "/") { try Files.makeFolder(String(path[..<slash])) }
            try Files.replace(path, with: entry.content, isExecutable: entry.isExecutable)
        }
    }
}
