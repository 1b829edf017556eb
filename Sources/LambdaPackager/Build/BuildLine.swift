/// A line that `swift build` writes, by what it is worth to the person who waits.
package enum BuildLine: Sendable, Hashable {
    /// How far the build is.
    case progress(String)
    /// What the compiler or the linker says about the sources.
    case diagnostic(String)
}

/// Sorts the lines of `swift build`, and leaves out what nobody can do anything about.
struct BuildOutput {
    private var isInUnhandledFiles = false

    /// `nil` for a line that is not worth reading.
    mutating func read(_ line: String) -> BuildLine? {
        defer { isInUnhandledFiles = continuesUnhandledFiles(line) }
        if continuesUnhandledFiles(line) || line.allSatisfy(\.isWhitespace) { return nil }
        // Every static executable that looks up a host name is told this.
        if line.contains("in statically linked applications requires at runtime") { return nil }
        return line.isProgress ? .progress(line) : .diagnostic(line)
    }

    /// A dependency that does not declare all of its files, and the indented list of them.
    private func continuesUnhandledFiles(_ line: String) -> Bool {
        line.hasPrefix("warning: '") && line.contains("which are unhandled; explicitly declare")
            || (isInUnhandledFiles && line.hasPrefix("    /"))
    }
}

extension String {
    fileprivate var isProgress: Bool {
        let starts = [
            "Building for ", "Build of ", "Build complete!", "Fetch", "Updat", "Comput",
            "Creating work", "Working copy",
        ]
        return first == "[" && contains("] ") || starts.contains { hasPrefix($0) }
    }
}
