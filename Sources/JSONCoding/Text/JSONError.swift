/// Says where a text stops being JSON.
package struct JSONError: Error, Equatable, CustomStringConvertible {
    package let offset: Int
    package let problem: String

    package var description: String { "not JSON at byte \(offset): \(problem)" }
}
