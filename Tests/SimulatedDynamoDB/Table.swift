import AWSClient
import DurableExecution
import JSONCoding

/// A table with keys that are two strings, and what its indexes and its readers see of it.
struct Table {
    struct Index {
        let partitionKey: String
        let sortKey: String
        /// Nil where it has all of them.
        let attributes: Set<String>?
    }

    struct Key: Hashable {
        let partition: String
        let sort: String
    }

    /// The place of an item in an index.
    struct Listing: Hashable {
        let place: Key
        let item: Key
    }

    let partitionKey: String
    let sortKey: String
    let indexes: [String: Index]
    private(set) var items: [String: [String: DynamoDB.Item]] = [:]
    private var copy = Lagging<Key, DynamoDB.Item>()
    private var listed: [String: Lagging<Listing, DynamoDB.Item>] = [:]

    var keys: [String] { [partitionKey, sortKey] }

    init(creation: JSON) throws(ServiceError) {
        (partitionKey, sortKey) = try creation.keySchema()
        var indexes: [String: Index] = [:]
        for index in creation["GlobalSecondaryIndexes"]?.array ?? [] {
            indexes[index["IndexName"]?.string ?? ""] = try Index(index)
        }
        // An index has the keys of its table, whatever else it has.
        let own: Set = [partitionKey, sortKey]
        self.indexes = indexes.mapValues { $0.with(own) }
    }
}

extension Table.Index {
    fileprivate init(_ json: JSON) throws(ServiceError) {
        (partitionKey, sortKey) = try json.keySchema()
        switch json["Projection"]?["ProjectionType"]?.string {
        case "ALL": attributes = nil
        case "KEYS_ONLY": attributes = [partitionKey, sortKey]
        case "INCLUDE":
            let names = json["Projection"]?["NonKeyAttributes"]?.array?.compactMap(\.string)
            attributes = Set(names ?? []).union([partitionKey, sortKey])
        default: throw .invalid("Unknown ProjectionType")
        }
    }

    private init(_ partitionKey: String, _ sortKey: String, _ attributes: Set<String>?) {
        self.partitionKey = partitionKey
        self.sortKey = sortKey
        self.attributes = attributes
    }

    fileprivate func with(_ names: Set<String>) -> Self {
        Self(partitionKey, sortKey, attributes?.union(names))
    }

    /// Where it has an item; nowhere, where that lacks one of its keys.
    fileprivate func place(of item: DynamoDB.Item?) -> Table.Key? {
        guard let partition = item?[partitionKey]?.string, let sort = item?[sortKey]?.string else {
            return nil
        }
        return Table.Key(partition: partition, sort: sort)
    }

    fileprivate func projected(_ item: DynamoDB.Item) -> DynamoDB.Item {
        guard let attributes else { return item }
        return item.filter { attributes.contains($0.key) }
    }
}

// MARK: - Items

extension Table {
    /// The key that a request says.
    func key(_ json: JSON?) throws(ServiceError) -> Key {
        let item = try DynamoDB.Item(request: json)
        guard item.count == 2 else {
            throw .invalid("The provided key element does not match the schema")
        }
        return try key(of: item)
    }

    func key(of item: DynamoDB.Item) throws(ServiceError) -> Key {
        guard let partition = item[partitionKey]?.string, let sort = item[sortKey]?.string else {
            throw .invalid("The provided key element does not match the schema")
        }
        guard !partition.isEmpty, !sort.isEmpty else {
            throw .invalid(
                "The AttributeValue for a key attribute cannot contain an empty string value"
            )
        }
        return Key(partition: partition, sort: sort)
    }

    subscript(key: Key) -> DynamoDB.Item? { items[key.partition]?[key.sort] }

    /// Writes an item, or deletes one; each that follows sees it after a lag of its own.
    mutating func set(
        _ item: DynamoDB.Item?,
        for key: Key,
        at now: Timestamp,
        lag: () -> Duration
    ) throws(ServiceError) {
        try item?.checkSize()
        for index in indexes.values { try item?.checkKeys(of: index) }
        let before = self[key]
        items[key.partition, default: [:]][key.sort] = item
        copy.set(item, for: key, at: now, seenAt: now.advanced(by: lag()))
        for (name, index) in indexes.sorted(by: { $0.key < $1.key }) {
            let (old, new) = (index.place(of: before), index.place(of: item))
            var changes: [(Key, DynamoDB.Item?)] = []
            if let old, old != new { changes.append((old, nil)) }
            if let new, let item { changes.append((new, index.projected(item))) }
            for (place, item) in changes {
                let listing = Listing(place: place, item: key)
                listed[name, default: Lagging()]
                    .set(item, for: listing, at: now, seenAt: now.advanced(by: lag()))
            }
        }
    }

    /// The items of a partition, as whoever does not ask for more may see them.
    mutating func copies(in partition: String, at now: Timestamp) -> [String: DynamoDB.Item] {
        var copies: [String: DynamoDB.Item] = [:]
        for (key, item) in copy.values(at: now) where key.partition == partition {
            copies[key.sort] = item
        }
        return copies
    }

    /// What an index has in a partition.
    mutating func listings(
        in partition: String,
        of index: String,
        at now: Timestamp
    ) -> [Listing: DynamoDB.Item] {
        listed[index, default: Lagging()].values(at: now)
            .filter { $0.key.place.partition == partition }
    }
}

extension DynamoDB.Item {
    fileprivate func checkKeys(of index: Table.Index) throws(ServiceError) {
        for name in [index.partitionKey, index.sortKey] {
            guard let value = self[name] else { continue }
            guard let text = value.string, !text.isEmpty else {
                throw .invalid(
                    "One or more parameter values were invalid: Type mismatch for Index Key \(name)"
                )
            }
        }
    }
}

extension JSON {
    fileprivate func keySchema() throws(ServiceError) -> (partition: String, sort: String) {
        let names = self["KeySchema"]?.array?.compactMap { $0["AttributeName"]?.string } ?? []
        guard names.count == 2 else { throw .notSimulated("keys that are not two") }
        return (names[0], names[1])
    }
}
