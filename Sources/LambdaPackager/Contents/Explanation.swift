/// What takes the space in a function's zip.
package struct Explanation: Sendable, Equatable {
    package struct Line: Sendable, Equatable {
        package let name: String
        package let bytes: Int
    }

    /// Modules and static libraries by what of them is in the executable, the largest first.
    package let parts: [Line]
    /// The other files of the zip.
    package let files: [Line]
    package let zipSize: Int

    init(_ map: LinkMap, _ entries: [ZipEntry], zipSize: Int) {
        parts = map.sizes.map { Line(name: $0.owner.name, bytes: $0.size) }
        files = entries.filter { $0.path.description != "bootstrap" }
            .map { Line(name: $0.path.description, bytes: $0.content.count) }
            .sorted { ($0.bytes, $1.name) > ($1.bytes, $0.name) }
        self.zipSize = zipSize
    }
}
