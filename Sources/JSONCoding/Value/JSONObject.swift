extension JSON {
    /// The members of an object, in the order they were given; of two with one name the last counts.
    ///
    /// A list: most objects that AWS exchanges have a handful of members, and to look at each is sooner
    /// done than to hash names.
    package struct Object: Sendable {
        private var members: [(String, JSON)] = []

        package init() {
            members.reserveCapacity(4)
        }

        package init(_ members: some Sequence<(String, JSON)>) {
            self.members = Array(members)
        }

        package init(_ members: [String: JSON]) {
            self.init(members.lazy.map { ($0, $1) })
        }
    }
}

extension JSON.Object {
    package var count: Int { members.count }
    package var isEmpty: Bool { members.isEmpty }
    package var first: Member? { members.first.map { (name: $0, value: $1) } }

    package subscript(name: String) -> JSON? {
        get { members.last { $0.0 == name }?.1 }
        set {
            members.removeAll { $0.0 == name }
            if let newValue { append(name, newValue) }
        }
    }

    package mutating func append(_ name: String, _ value: JSON) {
        members.append((name, value))
    }

    fileprivate var byName: [String: JSON] {
        Dictionary(members) { _, last in last }
    }

    package func compactMapValues<Value>(_ transform: (JSON) -> Value?) -> [String: Value] {
        byName.compactMapValues(transform)
    }
}

extension JSON.Object: Sequence {
    package typealias Member = (name: String, value: JSON)

    package func makeIterator() -> LazyMapSequence<[(String, JSON)], Member>.Iterator {
        members.lazy.map { (name: $0, value: $1) }.makeIterator()
    }
}

extension JSON.Object: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral members: (String, JSON)...) {
        self.members = members
    }
}

/// Regardless of the order.
extension JSON.Object: Equatable {
    package static func == (left: Self, right: Self) -> Bool {
        left.byName == right.byName
    }
}
