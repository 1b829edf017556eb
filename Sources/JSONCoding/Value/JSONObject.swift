extension JSON {
    /// The members of an object, in the order they were given; of two with one name the last counts.
    ///
    /// A list: most objects that AWS exchanges have a handful of members, and to look at each is sooner
    /// done than to hash names.
    package struct Object: Sendable {
        package typealias Member = (name: String, value: JSON)

        private var members: [Member] = []

        package init() {
            members.reserveCapacity(4)
        }

        package init(_ members: [Member]) {
            self.members = members
        }

        package init(_ members: [String: JSON]) {
            self.members = members.map { (name: $0, value: $1) }
        }
    }
}

extension JSON.Object {
    package var count: Int { members.count }
    package var isEmpty: Bool { members.isEmpty }
    package var first: Member? { members.first }

    package subscript(name: String) -> JSON? {
        get { members.last { $0.name == name }?.value }
        set {
            members.removeAll { $0.name == name }
            if let newValue { append(name, newValue) }
        }
    }

    package mutating func append(_ name: String, _ value: JSON) {
        members.append((name: name, value: value))
    }

    fileprivate var byName: [String: JSON] {
        Dictionary(members.map { ($0, $1) }) { _, last in last }
    }

    package func compactMapValues<Value>(_ transform: (JSON) -> Value?) -> [String: Value] {
        byName.compactMapValues(transform)
    }
}

extension JSON.Object: Sequence {
    package func makeIterator() -> IndexingIterator<[Member]> {
        members.makeIterator()
    }
}

extension JSON.Object: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral members: (String, JSON)...) {
        self.init(members)
    }
}

/// Regardless of the order.
extension JSON.Object: Equatable {
    package static func == (left: Self, right: Self) -> Bool {
        left.byName == right.byName
    }
}
