/// Why a template cannot be used, in words that name the place.
package struct TemplateError: Error, Hashable, CustomStringConvertible {
    package var description: String

    init(_ description: String) {
        self.description = description
    }

    func `in`(_ place: String) -> TemplateError {
        TemplateError("\(place): \(description)")
    }
}
