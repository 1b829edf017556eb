/// An element of an XML document: its name, the elements in it, and the text between them.
package struct XML: Sendable, Equatable {
    package let name: String
    package internal(set) var children: [XML] = []
    /// Entities resolved; empty where there are only elements.
    package internal(set) var text = ""

    init(name: String) {
        self.name = name
    }

    /// The first element of this name in this one.
    package subscript(name: String) -> XML? {
        children.first { $0.name == name }
    }

    /// The elements of a list that has a wrapper: `<Stacks><member>…`.
    package func list(_ name: String, of member: String = "member") -> [XML] {
        self[name]?.children.filter { $0.name == member } ?? []
    }
}

/// Says where a text stops being XML.
package struct XMLError: Error, Equatable, CustomStringConvertible {
    package let offset: Int
    package let problem: String

    package var description: String { "not XML at byte \(offset): \(problem)" }
}

extension XML {
    /// Reads a document: elements, attributes (which it drops), text, CDATA and comments.
    ///
    /// A document type is refused, and with it every entity but the five that XML has itself.
    package init(parsing document: [UInt8]) throws(XMLError) {
        var parser = XMLParser(document)
        self = try parser.document()
    }
}
