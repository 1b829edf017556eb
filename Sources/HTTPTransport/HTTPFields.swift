/// Header fields in the order they were given; names compare without regard to case.
///
/// Source: RFC 9110 section 5.
package struct HTTPFields: Sendable, Equatable {
    package typealias Field = (name: String, value: String)

    package private(set) var all: [Field]

    package init(_ fields: [Field] = []) {
        all = fields
    }

    package static func == (left: HTTPFields, right: HTTPFields) -> Bool {
        left.all.elementsEqual(right.all, by: ==)
    }

    /// The first value of a field; setting replaces every value of that name.
    package subscript(name: String) -> String? {
        get { all.first { $0.name.equalsIgnoringCase(name) }?.value }
        set {
            all.removeAll { $0.name.equalsIgnoringCase(name) }
            if let newValue { all.append((name, newValue)) }
        }
    }

    package mutating func append(_ name: String, _ value: String) {
        all.append((name, value))
    }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements.map { (name: $0.0, value: $0.1) })
    }
}

extension String {
    /// Compares ASCII letters without regard to case, as field names are compared.
    func equalsIgnoringCase(_ other: String) -> Bool {
        utf8.count == other.utf8.count
            && zip(utf8, other.utf8).allSatisfy { $0.lowercasedASCII == $1.lowercasedASCII }
    }
}

extension UInt8 {
    var lowercasedASCII: UInt8 {
        self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
    }
}
