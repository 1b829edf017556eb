/// The executable of a function, checked for everything that would keep Lambda from starting it.
struct Bootstrap: Sendable {
    let content: [UInt8]
    /// The same executable with its symbols, for whoever reads a backtrace.
    let symbols: [UInt8]
    let buildID: BuildID
    let linking: Linking
    /// Shared libraries, where it is not static.
    let libraries: [ZipEntry]

    init(
        _ content: [UInt8],
        of product: ProductName,
        at path: String,
        for architecture: Architecture,
        libraries: [ZipEntry] = [],
        keepsUnwindTables: Bool = true
    ) throws(PackagerError) {
        let image = try Self.image(content, product, path)
        guard image.architecture == architecture else {
            throw .wrongArchitecture(product, found: image.architecture, wanted: architecture)
        }
        guard image.hasEntry else { throw .noEntry(product, path) }
        linking = Linking(image)
        try Self.check(content, image, path, libraries)
        guard
            let stripped = StrippedExecutable(content, image, keepsUnwindTables: keepsUnwindTables)
        else { throw .noBuildID(product) }
        self.content = stripped.content
        symbols = stripped.symbols
        buildID = stripped.buildID
        self.libraries = libraries
    }

    /// `bootstrap` at the root of the zip, and what belongs to it.
    var entries: [ZipEntry] {
        get throws(ZipError) {
            [ZipEntry(path: try ZipPath("bootstrap"), isExecutable: true, content: content)]
                + libraries
        }
    }

    private static func image(
        _ content: [UInt8],
        _ product: ProductName,
        _ path: String
    ) throws(PackagerError) -> ELFImage {
        do throws(ELFError) {
            return try ELFImage(content)
        } catch .damaged {
            throw .damagedExecutable(product, path)
        } catch {
            throw .notAnExecutable(product, path)
        }
    }

    private static func needs(
        of content: [UInt8],
        _ name: String
    ) throws(PackagerError) -> ELFDynamic {
        do throws(ELFError) {
            return try ELFDynamic(ELFImage(content), in: content)
        } catch {
            throw .damagedLibrary(name)
        }
    }

    private static func check(
        _ content: [UInt8],
        _ image: ELFImage,
        _ path: String,
        _ libraries: [ZipEntry]
    ) throws(PackagerError) {
        let requirements = Requirements(bundled: Set(libraries.map(\.path.name)))
        let linking = Linking(image)
        if let loader = image.loader, linking == .bundled {
            let name = ZipPath.name(of: loader)
            guard requirements.bundled.contains(name) else {
                throw .libraryNotBundled(name, neededBy: path)
            }
        }
        for (name, bytes) in [(path, content)] + libraries.map({ ($0.path.name, $0.content) }) {
            try requirements.check(needs(of: bytes, name), of: name, linked: linking)
        }
    }
}
