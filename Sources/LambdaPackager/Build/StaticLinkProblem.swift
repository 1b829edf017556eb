import Synchronization

/// Notices when a link fails only because a library exists in shared form alone.
final class StaticLinkProblem: Sendable {
    private let found = Mutex<String?>(nil)

    /// The library, or what stands for it.
    var library: String? { found.withLock { $0 } }

    func read(_ line: BuildLine) {
        guard case .diagnostic(let text) = line, let library = Self.library(in: text) else {
            return
        }
        found.withLock { $0 = $0 ?? library }
    }

    /// Source: lld, `Driver.cpp` and `InputFiles.cpp`, its messages.
    private static func library(in text: String) -> String? {
        if let range = text.firstRange(of: "unable to find library -l") {
            return "lib" + text[range.upperBound...].prefix { !$0.isWhitespace }
        }
        if let range = text.firstRange(of: "attempted static link of dynamic object ") {
            return String(text[range.upperBound...].prefix { !$0.isWhitespace })
        }
        return nil
    }
}
