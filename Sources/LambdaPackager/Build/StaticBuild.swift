/// The command that builds a product as a static executable.
///
/// Static, because such an executable needs no loader, no shell and no particular C library, and starts in about
/// a millisecond. The folder of the sources is mapped away, so that the same sources give the same code in every
/// folder, unless they ask for that folder with `#filePath`. The linker leaves room for a build id, and keeps symbols
/// and line tables: the packager strips the executable itself.
struct StaticBuild: Sendable, Equatable {
    let product: ProductName
    let settings: PackageSettings

    var executable: String { "\(settings.scratchFolder)/release/\(product)" }

    var arguments: [String] {
        let compiler = [
            "-static-executable", "-gline-tables-only",
            "-file-prefix-map", "\(settings.packageFolder)=.",
            // Otherwise each module carries a hash of its own command line, folders included.
            "-Xfrontend", "-disable-incremental-llvm-codegen",
        ]
        let linker = ["--build-id=0x" + String(repeating: "00", count: 20)]
        return [
            "build", "--configuration", "release", "--product", product.description,
            "--package-path", settings.packageFolder, "--scratch-path", settings.scratchFolder,
        ] + compiler.flatMap { ["-Xswiftc", $0] } + linker.flatMap { ["-Xlinker", $0] }
    }

    /// Puts the static libcurl before the distribution's, whose closure cannot be linked statically.
    func environment(from current: [String: String]) -> [String: String] {
        let others = current["PKG_CONFIG_PATH"].map { [$0] } ?? []
        let path = ([settings.libcurlFolder + "/lib/pkgconfig"] + others).joined(separator: ":")
        return current.merging(["PKG_CONFIG_PATH": path]) { $1 }
    }
}
