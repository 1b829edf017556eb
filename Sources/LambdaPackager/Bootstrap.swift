/// An executable that Lambda can start from an empty file system.
struct Bootstrap: Sendable {
    let content: [UInt8]
    /// The same executable with its symbols, for whoever reads a backtrace.
    let symbols: [UInt8]
    let buildID: BuildID

    /// Source: Lambda quotas, "Deployment package size": 250 MB unpacked.
    static let largest = 250 * 1024 * 1024

    init(
        _ content: [UInt8],
        of product: ProductName,
        at path: String,
        for architecture: Architecture
    ) throws(PackagerError) {
        let image: ELFImage
        do throws(ELFError) {
            image = try ELFImage(content)
        } catch {
            throw .notAnExecutable(product, path)
        }
        guard image.architecture == architecture else {
            throw .wrongArchitecture(product, found: image.architecture, wanted: architecture)
        }
        guard image.loader == nil, !image.isDynamic else {
            throw .notStatic(product, loader: image.loader ?? "shared libraries")
        }
        guard let stripped = StrippedExecutable(content, image) else { throw .noBuildID(product) }
        guard stripped.content.count <= Self.largest else {
            throw .tooLarge(product, size: stripped.content.count, limit: Self.largest)
        }
        self.content = stripped.content
        symbols = stripped.symbols
        buildID = stripped.buildID
    }

    /// The archive as Lambda wants it: `bootstrap` at the root, executable.
    func archive() throws(ZipError) -> [UInt8] {
        try ZipWriter.archive(of: [
            ZipEntry(path: ZipPath("bootstrap"), isExecutable: true, content: content)
        ])
    }
}
