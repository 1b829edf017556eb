/// A line that `swift build` writes, by what it is worth to the person who waits.
package enum BuildLine: Sendable, Hashable {
    /// How far the build is.
    case progress(String)
    /// What the compiler or the linker says about the sources.
    case diagnostic(String)
}
