import Glibc

/// Where everything in an executable comes from, as the linker tells it.
///
/// Source: lld, `--Map`: columns of addresses, size and alignment, then names, deeper ones further to the right.
struct LinkMap: Sendable, Equatable {
    /// A part of an object file that the linker put into a section.
    struct Piece: Sendable, Equatable {
        let section: String
        let owner: Owner
        let size: Int
    }

    /// Whose object file it is.
    enum Owner: Sendable, Hashable {
        /// A module of a Swift package.
        case module(String)
        /// A static library, by its path.
        case library(String)
        /// What the linker made itself, and what starts a process.
        case linker
    }

    private(set) var pieces: [Piece] = []

    /// Reads only what is loaded into memory from the file.
    init(_ text: [UInt8]) {
        var section = ""
        for line in MapLine.all(in: text) {
            switch line {
            case .section(let name): section = name
            case .piece(let name, let size) where Self.isLoaded(section):
                let owner = Owner(object: Self.object(of: name[...]))
                pieces.append(Piece(section: section, owner: owner, size: size))
            case .piece: break
            }
        }
    }

    /// `/path/libx.a(member.o):(.text)` and `/path/object.o:(.text)`.
    private static func object(of name: Substring) -> Substring {
        guard let colon = name.lastRange(of: ":(") else { return name }
        return name[..<colon.lowerBound]
    }

    private static func isLoaded(_ section: String) -> Bool {
        let others = [".debug_", ".symtab", ".strtab", ".shstrtab", ".comment", ".bss", ".tbss"]
        return !others.contains { section.hasPrefix($0) }
    }
}

extension LinkMap.Owner {
    init(object: Substring) {
        if let end = object.lastRange(of: ".a(") {
            self = .library(String(object[..<object.index(after: end.lowerBound)]) + "a")
        } else if let build = object.lastRange(of: ".build/") {
            let module = object[..<build.lowerBound].split(separator: "/").last ?? ""
            self = .module(String(module))
        } else {
            self = .linker
        }
    }

    /// A library without its folder.
    var name: String {
        switch self {
        case .module(let name): name
        case .library(let path): path.split(separator: "/").last.map(String.init) ?? path
        case .linker: "linker"
        }
    }
}

extension LinkMap {
    /// Bytes of each owner, the largest first.
    var sizes: [(owner: Owner, size: Int)] {
        var sizes: [Owner: Int] = [:]
        for piece in pieces where !Self.unwindSections.contains(piece.section) {
            sizes[piece.owner, default: 0] += piece.size
        }
        return sizes.map { (owner: $0.key, size: $0.value) }
            .sorted { ($0.size, $1.owner.name) > ($1.size, $0.owner.name) }
    }

    /// Whether code other than the system's own libraries can catch or clean up after exceptions of C++.
    var catchesExceptions: Bool {
        let own: Set = ["libstdc++.a", "libgcc.a", "libgcc_eh.a", "libc.a"]
        return pieces.contains {
            $0.section == ".gcc_except_table" && !own.contains($0.owner.name) && $0.owner != .linker
        }
    }

    private static let unwindSections: Set = [".eh_frame", ".eh_frame_hdr"]
}

extension Substring {
    fileprivate func lastRange(of text: String) -> Range<Index>? {
        var found: Range<Index>?
        var rest = self
        while let range = rest.firstRange(of: text) {
            found = range
            rest = self[range.upperBound...]
        }
        return found
    }
}

/// A line that matters: most of a map's hundred thousand lines are about symbols.
private enum MapLine {
    case section(String)
    case piece(String, size: Int)

    static func all(in text: [UInt8]) -> [MapLine] {
        text.withUnsafeBytes { bytes in
            var lines: [MapLine] = []
            var start = 0
            while start < bytes.count, let base = bytes.baseAddress {
                let end =
                    memchr(base + start, CInt(UInt8(ascii: "\n")), bytes.count - start)
                    .map { UnsafeRawPointer($0) - base } ?? bytes.count
                if let line = MapLine(UnsafeRawBufferPointer(rebasing: bytes[start..<end])) {
                    lines.append(line)
                }
                start = end + 1
            }
            return lines
        }
    }

    // `             VMA              LMA     Size Align Out     In      Symbol`
    private init?(_ line: UnsafeRawBufferPointer) {
        let sizeColumn = 34..<42
        let sectionColumn = 49
        let pieceColumn = 57
        let space = UInt8(ascii: " ")
        guard line.count > sectionColumn else { return nil }
        if line[sectionColumn] != space {
            self = .section(String(decoding: line[sectionColumn...], as: UTF8.self))
            return
        }
        let digits = String(decoding: line[sizeColumn], as: UTF8.self)
        guard line.count > pieceColumn, line[pieceColumn] != space,
            let size = Int(digits.drop { $0 == " " }, radix: 16)
        else {
            return nil
        }
        self = .piece(String(decoding: line[pieceColumn...], as: UTF8.self), size: size)
    }
}
