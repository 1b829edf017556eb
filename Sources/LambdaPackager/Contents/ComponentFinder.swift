import Foundation

/// Finds out what is in an executable, and of which version: from what the linker took, the packages' pins, and the
/// distribution's own records.
struct ComponentFinder {
    let settings: PackageSettings
    let swiftVersion: String

    func components(of map: LinkMap, bundled: [String]) async -> [Component] {
        let system = await distribution(
            of: map.sizes.compactMap { $0.owner.libraryPath }.filter(isSystemLibrary) + bundled
        )
        let linked = map.sizes.compactMap { owner, size -> Component? in
            switch owner {
            case .linker: nil as Component?
            case .module(let name): component(ofModule: name, size)
            case .library(let path) where isSystemLibrary(path):
                system[path].map { $0.component(size) }
                    ?? Component(name: owner.name, kind: .systemLibrary, version: nil, bytes: size)
            case .library(let path): library(path, size)
            }
        }
        let others = bundled.compactMap { path in
            system[path].map { $0.component(Self.size(of: path)) }
        }
        return Component.merged(linked + others)
    }

    private func isSystemLibrary(_ path: String) -> Bool {
        !path.contains("/swift_static/") && !isOurLibcurl(path)
    }

    private func isOurLibcurl(_ path: String) -> Bool {
        path.contains("libcurl-minimal.a")
    }

    private func library(_ path: String, _ size: Int) -> Component {
        guard isOurLibcurl(path) else {
            return Component(name: "swift", kind: .toolchain, version: swiftVersion, bytes: size)
        }
        let file = "\(settings.libcurlFolder)/lib/pkgconfig/libcurl.pc"
        let lines = Self.text(file)?.split(separator: "\n") ?? []
        let version = lines.first { $0.hasPrefix("Version: ") }?.dropFirst("Version: ".count)
        return Component(
            name: "libcurl",
            kind: .systemLibrary,
            version: version.map(String.init),
            bytes: size
        )
    }
}

// MARK: - Packages

extension ComponentFinder {
    /// The dependency whose folder of sources has the module, or else the package itself.
    private func component(ofModule module: String, _ size: Int) -> Component {
        let checkouts = "\(settings.scratchFolder)/checkouts"
        for (folder, version) in pins
        where Files.exists("\(checkouts)/\(folder)/Sources/\(module)") {
            return Component(name: folder, kind: .package, version: version, bytes: size)
        }
        let own = ZipPath.name(of: settings.packageFolder)
        return Component(name: packageName ?? own, kind: .package, version: nil, bytes: size)
    }

    /// `name: "…"` as the manifest gives it: the name of the folder depends on where somebody put it.
    private var packageName: String? {
        guard let manifest = Self.text("\(settings.packageFolder)/Package.swift"),
            let package = manifest.firstRange(of: "Package("),
            let name = manifest[package.upperBound...].firstRange(of: "name: \"")
        else { return nil }
        return String(manifest[name.upperBound...].prefix { $0 != "\"" })
    }

    /// The folders of the dependencies' checkouts, and their versions.
    private var pins: [(folder: String, version: String?)] {
        let file = URL(filePath: "\(settings.packageFolder)/Package.resolved")
        // Without dependencies there is no such file.
        guard let data = try? Data(contentsOf: file),
            let resolved = try? JSONDecoder().decode(Resolved.self, from: data)
        else { return [] }
        return resolved.pins.map { pin in
            let name = ZipPath.name(of: pin.location)
            let folder = name.hasSuffix(".git") ? String(name.dropLast(4)) : name
            return (folder, pin.state.version ?? pin.state.revision)
        }
    }

    private struct Resolved: Decodable {
        let pins: [Pin]
    }

    private struct Pin: Decodable {
        let location: String
        let state: State
    }

    private struct State: Decodable {
        let version: String?
        let revision: String?
    }

    private static func text(_ path: String) -> String? {
        // What is missing is left out of the list.
        (try? Files.read(path)).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func size(of path: String) -> Int {
        (try? Files.read(path))?.count ?? 0
    }
}

// MARK: - The distribution

extension ComponentFinder {
    fileprivate struct Record {
        let package: String
        let version: String?

        func component(_ size: Int) -> Component {
            Component(name: package, kind: .systemLibrary, version: version, bytes: size)
        }
    }

    /// By path; empty on distributions without dpkg.
    private func distribution(of paths: [String]) async -> [String: Record] {
        let real = Dictionary(uniqueKeysWithValues: Set(paths).map { ($0, Self.realPath($0)) })
        // The records of older packages have /lib for what now is in /usr/lib.
        let names = Set(real.values.flatMap { [$0, $0.withoutUsr] }).sorted()
        let search = ["-c", "dpkg-query -S \"$@\" 2>/dev/null || true", "search"]
        guard !names.isEmpty, let found = try? await ToolOutput.of("sh", search + names) else {
            return [:]
        }
        let owners = Self.pairs(found, separator: ": ").map { ($0.second, $0.first) }
        let packages = Dictionary(owners) { first, _ in first }
        let format = "${binary:Package} ${Version}\\n"
        let listed = try? await ToolOutput.of(
            "dpkg-query",
            ["-W", "-f", format] + Set(packages.values).sorted()
        )
        let versions = Dictionary(
            Self.pairs(listed ?? Data(), separator: " ").map {
                ($0.first.withoutArchitecture, $0.second)
            }
        ) { first, _ in first }
        return real.compactMapValues { path in
            (packages[path] ?? packages[path.withoutUsr]).map { (name: String) -> Record in
                let name = name.withoutArchitecture
                return Record(package: name, version: versions[name])
            }
        }
    }

    private static func pairs(
        _ output: Data,
        separator: String
    ) -> [(first: String, second: String)] {
        String(decoding: output, as: UTF8.self).split(separator: "\n").compactMap { line in
            line.firstRange(of: separator).map { (range: Range<Substring.Index>) in
                (String(line[..<range.lowerBound]), String(line[range.upperBound...]))
            }
        }
    }

    private static func realPath(_ path: String) -> String {
        URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
    }
}

extension String {
    fileprivate var withoutUsr: String { hasPrefix("/usr/") ? String(dropFirst(4)) : self }

    /// `libc6-dev:amd64` without the part behind the colon.
    fileprivate var withoutArchitecture: String { String(prefix { $0 != ":" }) }
}

extension LinkMap.Owner {
    fileprivate var libraryPath: String? {
        guard case .library(let path) = self else { return nil }
        return path
    }
}
