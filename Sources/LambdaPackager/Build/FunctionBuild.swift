/// The command that builds a product as Lambda is to run it.
///
/// As a static executable if possible: that needs no loader, no shell and no particular C library, and starts in
/// about a millisecond. The folders of the sources are mapped away, so that the same sources give the same code in every
/// folder, unless they ask for that folder with `#filePath`. The linker leaves room for a build id, and keeps symbols
/// and line tables: the packager strips the executable itself.
struct FunctionBuild: Sendable, Equatable {
    let product: ProductName
    let settings: PackageSettings
    var linking = Linking.static

    var executable: String { "\(scratchFolder)/release/\(product)" }
    /// What the linker says about where everything comes from.
    var map: String { "\(scratchFolder)/\(product).map" }

    var arguments: [String] {
        [
            "build", "--configuration", "release", "--product", product.description,
            "--package-path", settings.packageFolder, "--scratch-path", scratchFolder,
        ] + (compilerFlags + pathFlags).flatMap { ["-Xswiftc", $0] }
            + ["-Xcc", "-ffile-prefix-map=\(settings.packageFolder)=."]
            + (linkerFlags + orderFlags + ["-Map=\(map)"]).flatMap { ["-Xlinker", $0] }
    }

    /// What of the command can change the bytes of the executable.
    var compilerFlags: [String] {
        [
            linking == .static ? "-static-executable" : "-static-stdlib", "-gline-tables-only",
            // The toolchain's own linker, the same on every machine.
            "-use-ld=lld",
            // Otherwise each module carries a hash of its own command line, folders included.
            "-Xfrontend", "-disable-incremental-llvm-codegen",
            // Lets the linker leave out each function that nobody calls, and place the others one by one.
            "-Xfrontend", "-function-sections",
        ]
    }

    var linkerFlags: [String] {
        let common = [
            "--build-id=0x" + String(repeating: "00", count: 20),
            // A string that ends like another shares its bytes.
            "-O2",
            // Functions that look alike lie beside each other, where deflate finds their likeness.
            "--bp-compression-sort=function",
        ]
        guard linking == .bundled else { return common }
        return common + [
            "--dynamic-linker=/var/task/\(Linking.folder)/\(settings.architecture.loader)",
            // The older kind of path comes before LD_LIBRARY_PATH, by which Lambda names the system's libraries.
            "--disable-new-dtags", "-rpath", "$ORIGIN/\(Linking.folder)",
        ]
    }

    /// What runs at a start lies together, so that it touches few pages of the file.
    private var orderFlags: [String] {
        guard let order = settings.startupOrder else { return [] }
        return ["--symbol-ordering-file=\(order)", "--no-warn-symbol-ordering"]
    }

    /// Puts the static libcurl before the distribution's, whose closure cannot be linked statically.
    func environment(from current: [String: String]) -> [String: String] {
        let others = current["PKG_CONFIG_PATH"].map { [$0] } ?? []
        let path = ([settings.libcurlFolder + "/lib/pkgconfig"] + others).joined(separator: ":")
        return current.merging(["PKG_CONFIG_PATH": path]) { $1 }
    }

    private var pathFlags: [String] {
        ["-file-prefix-map", "\(settings.packageFolder)=."]
    }

    /// Other flags make other objects, which would take turns in one folder.
    private var scratchFolder: String {
        linking == .static
            ? settings.scratchFolder : "\(settings.scratchFolder)/\(linking.rawValue)"
    }
}

extension Architecture {
    /// The file name of the loader of shared libraries.
    var loader: String {
        switch self {
        case .x64: "ld-linux-x86-64.so.2"
        case .arm64: "ld-linux-aarch64.so.1"
        }
    }
}
