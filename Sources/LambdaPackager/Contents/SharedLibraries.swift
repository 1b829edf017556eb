/// The shared libraries an executable needs, and those that they need in turn.
enum SharedLibraries {
    /// The paths of the closure as the system's loader finds it, the loader itself among them.
    static func paths(
        of executable: String,
        for architecture: Architecture
    ) async throws(PackagerError) -> [String] {
        let loader = try place(of: architecture)
        let output: String
        do {
            output = String(
                decoding: try await ToolOutput.of(loader, ["--list", executable]),
                as: UTF8.self
            )
        } catch {
            throw .noLibraries(executable, reason: error.description)
        }
        var paths = [loader]
        for line in output.split(separator: "\n") {
            switch Line(line) {
            case .found(let path): paths.append(path)
            case .missing(let name): throw .missingLibrary(name)
            case nil: continue
            }
        }
        return Set(paths).sorted()
    }

    /// The files as they lie in a zip.
    static func entries(_ paths: [String]) throws(PackagerError) -> [ZipEntry] {
        var entries: [ZipEntry] = []
        for path in paths {
            let place = try PackagerError.wrappingArchive { () throws(ZipError) in
                try ZipPath("\(Linking.folder)/\(ZipPath.name(of: path))")
            }
            let content = try PackagerError.wrappingFiles { () throws(FileError) in
                try Files.read(path)
            }
            entries.append(ZipEntry(path: place, isExecutable: true, content: content))
        }
        return entries
    }

    private static func place(of architecture: Architecture) throws(PackagerError) -> String {
        let folders = ["/lib64", "/lib", "/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu"]
        let places = folders.map { "\($0)/\(architecture.loader)" }
        guard let place = places.first(where: Files.exists) else {
            throw .missingLibrary(architecture.loader)
        }
        return place
    }

    /// `libm.so.6 => /lib/libm.so.6 (0x…)`, `libx.so => not found`, or what is no library.
    enum Line: Equatable {
        case found(String)
        case missing(String)

        init?(_ line: Substring) {
            guard let arrow = line.firstRange(of: " => ") else { return nil }
            let target = line[arrow.upperBound...]
            if target.hasPrefix("not found") {
                self = .missing(String(line[..<arrow.lowerBound].drop(while: \.isWhitespace)))
            } else if let end = target.firstRange(of: " (0x") {
                self = .found(String(target[..<end.lowerBound]))
            } else {
                return nil
            }
        }
    }
}
