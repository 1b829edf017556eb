/// Sorts the lines of `swift build`, and leaves out what is told twice and what nobody can do
/// anything about.
struct BuildOutput {
    /// The first lines of the diagnostics so far: the compiler tells one for each of its passes.
    private var told: Set<String> = []
    private var isInRepetition = false
    private var isInUnhandledFiles = false

    /// `nil` for a line that is not worth reading.
    mutating func read(_ line: String) -> BuildLine? {
        isInUnhandledFiles = continuesUnhandledFiles(line)
        if line.isProgress {
            isInRepetition = false
            return .progress(line)
        }
        if line.isDiagnostic { isInRepetition = !told.insert(line).inserted }
        let isWorthless =
            isInRepetition || isInUnhandledFiles || line.isNoise
            || line.allSatisfy(\.isWhitespace)
        return isWorthless ? nil : .diagnostic(line)
    }

    /// A dependency that does not declare all of its files, and the indented list of them.
    private func continuesUnhandledFiles(_ line: String) -> Bool {
        line.hasPrefix("warning: '") && line.contains("which are unhandled; explicitly declare")
            || (isInUnhandledFiles && line.hasPrefix("    /"))
    }
}

extension String {
    /// How a passage of the compiler begins; notes belong to what is before them.
    fileprivate var isDiagnostic: Bool {
        [": error: ", ": warning: "].contains { contains($0) }
            || ["error: ", "warning: "].contains { hasPrefix($0) }
    }

    fileprivate var isNoise: Bool {
        // Every static executable that looks up a host name is told this.
        contains("in statically linked applications requires at runtime")
            // What went wrong is told already.
            || contains("command failed with exit code 1 (use -v to see invocation)")
    }

    fileprivate var isProgress: Bool {
        let starts = [
            "Building for ", "Build of ", "Build complete!", "Fetch", "Updat", "Comput",
            "Creating work", "Working copy",
        ]
        return first == "[" && contains("] ") || starts.contains { hasPrefix($0) }
    }
}
