/// A file of an archive.
package struct ZipEntry: Sendable, Equatable {
    package let path: ZipPath
    package let isExecutable: Bool
    package let content: [UInt8]

    package init(path: ZipPath, isExecutable: Bool = false, content: [UInt8]) {
        self.path = path
        self.isExecutable = isExecutable
        self.content = content
    }
}
