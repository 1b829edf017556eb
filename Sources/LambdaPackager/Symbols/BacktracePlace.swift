/// A place in the code as a crash writes it to the log: `frame 2 0x4f1a20 bootstrap 9ab3…`.
///
/// That is its kind (`frame` on the stack, `awaiting` for who waits for the innermost asynchronous function), its
/// number, the address in the file, the file's name and its build id, or `-` where the file has none. It may stand
/// anywhere in a line.
struct BacktracePlace: Sendable, Hashable {
    let address: UInt64
    let buildID: BuildID?
}

extension BacktracePlace {
    /// Replaces each place of a text by what `name` says of it, and leaves it where that is nil.
    static func replace(in text: String, with name: (BacktracePlace) -> String?) -> String {
        text.replacing(pattern) { match in
            guard let place = BacktracePlace(match.output), let name = name(place) else {
                return String(match.output.0)
            }
            return "\(match.output.label) \(name)"
        }
    }

    static func all(in text: String) -> [BacktracePlace] {
        text.matches(of: pattern).compactMap { BacktracePlace($0.output) }
    }

    private typealias Match = (
        Substring, label: Substring, address: Substring, file: Substring, build: Substring
    )

    private static var pattern: Regex<Match> {
        #/\b(?<label>(?:frame|awaiting) \d+) 0x(?<address>[0-9a-f]{1,16}) (?<file>[^\s"]+) (?<build>[0-9a-f]{2,}|-)/#
    }

    private init?(_ match: Match) {
        guard let address = UInt64(match.address, radix: 16), match.file != "?" else { return nil }
        self.address = address
        buildID = match.build == "-" ? nil : BuildID(hexadecimal: match.build)
    }
}
