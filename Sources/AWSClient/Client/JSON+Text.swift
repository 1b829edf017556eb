package import JSONCoding

extension JSON {
    /// A member that must be there and be a text.
    package func text(_ name: String) throws(UnexpectedAnswer) -> String {
        guard let text = self[name]?.string else { throw UnexpectedAnswer("no \(name)") }
        return text
    }
}
