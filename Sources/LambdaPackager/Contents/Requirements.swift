/// What the files of a zip need, held against what they will find.
struct Requirements {
    /// The libraries that lie in the zip, by name.
    let bundled: Set<String>

    /// Amazon Linux 2023 as Lambda has it.
    ///
    /// Source: Amazon Linux 2023 release notes: glibc 2.34, GCC 11.
    private static let systemLibraries: Set = [
        "libc.so.6", "libm.so.6", "libpthread.so.0", "libdl.so.2", "librt.so.1", "libutil.so.1",
        "libresolv.so.2", "libgcc_s.so.1", "libstdc++.so.6", "ld-linux-x86-64.so.2",
        "ld-linux-aarch64.so.1",
    ]

    private static let newestVersions = ["GLIBC_2.34", "GLIBCXX_3.4.29", "CXXABI_1.3.13"]
        .compactMap(SymbolVersion.init)

    /// Checks one file, which is `linked` like the executable it belongs to.
    func check(
        _ needs: ELFDynamic,
        of file: String,
        linked linking: Linking
    ) throws(PackagerError) {
        let available = linking == .system ? bundled.union(Self.systemLibraries) : bundled
        for name in needs.libraries where !available.contains(name) {
            throw .libraryNotBundled(name, neededBy: file)
        }
        // Libraries of the zip come with the C library they were built for.
        guard linking == .system else { return }
        for limit in Self.newestVersions {
            if let newer = needs.versions.filter({ $0.isNewer(than: limit) }).newest {
                throw .tooNew(file, needs: newer.description, has: limit.description)
            }
        }
    }
}

extension Collection<SymbolVersion> {
    fileprivate var newest: SymbolVersion? { self.max { $1.isNewer(than: $0) } }
}
