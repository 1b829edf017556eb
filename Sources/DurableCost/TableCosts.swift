package import AWSClient
import DurableLambda

/// What requests to a DynamoDB table and to the queue beside it are charged as.
package struct TableCosts: Sendable, Hashable {
    package var writes = 0
    package var tableUnits = 0
    package var indexUnits = 0
    package var reads = 0
    package var readUnits = 0
    package var messages = 0

    package init() {}

    package var writeUnits: Int { tableUnits + indexUnits }
}

extension TableCosts {
    /// An item has become another, or would have.
    ///
    /// A write is charged for the larger of what was there and what is there now, a unit for each KB that
    /// is begun; one whose condition does not hold as well. An index is charged for what leaves it and for
    /// what enters it, and for what changes in it.
    ///
    /// Source: Amazon DynamoDB developer guide, "Capacity unit consumption", "Item sizes and formats",
    /// "Provisioned throughput considerations for global secondary indexes".
    package mutating func add(
        _ before: DynamoDB.Item?,
        _ after: DynamoDB.Item?,
        written: DynamoDB.Item?
    ) {
        writes += 1
        let sizes = [before, after, written].compactMap { $0?.size }
        tableUnits += units(of: sizes.max() ?? 0, 1024)
        for index in ExecutionsTable.creation("").indexes {
            add(before?.projected(to: index), after?.projected(to: index), keys: index)
        }
    }

    private mutating func add(
        _ before: DynamoDB.Item?,
        _ after: DynamoDB.Item?,
        keys index: DynamoDB.GlobalSecondaryIndex
    ) {
        guard before != after else { return }
        let (old, new) = (units(of: before), units(of: after))
        let hasMoved = before?.key(of: index) != after?.key(of: index)
        indexUnits += hasMoved ? old + new : max(old, new)
    }

    /// A consistent read has read items; it costs a unit for each 4 KB of all.
    package mutating func addRead(of items: [DynamoDB.Item]) {
        reads += 1
        readUnits += units(of: items.map(\.size).reduce(0, +), 4096)
    }

    private func units(of item: DynamoDB.Item?) -> Int {
        item.map { units(of: $0.size, 1024) } ?? 0
    }

    private func units(of size: Int, _ unit: Int) -> Int { max(1, (size + unit - 1) / unit) }
}

extension DynamoDB.Item {
    /// The names and values of the attributes.
    fileprivate var size: Int {
        reduce(0) { $0 + $1.key.utf8.count + $1.value.size }
    }

    /// What an index has of an item; `nil` where the item lacks a key of it.
    fileprivate func projected(to index: DynamoDB.GlobalSecondaryIndex) -> DynamoDB.Item? {
        guard !key(of: index).contains(nil) else { return nil }
        var names = ["PK", "SK", index.partitionKey] + [index.sortKey].compactMap(\.self)
        if case .include(let others) = index.projection { names += others }
        return filter { names.contains($0.key) }
    }

    fileprivate func key(of index: DynamoDB.GlobalSecondaryIndex) -> [AttributeValue?] {
        [self[index.partitionKey]] + (index.sortKey.map { [self[$0]] } ?? [])
    }
}

extension AttributeValue {
    /// Texts in UTF-8, numbers two digits to a byte and one more, three bytes around a list.
    fileprivate var size: Int {
        switch self {
        case .string(let text): text.utf8.count
        case .number(let digits): (digits.utf8.count + 1) / 2 + 1
        case .binary(let bytes): bytes.count
        case .bool, .null: 1
        case .list(let elements): 3 + elements.reduce(0) { $0 + 1 + $1.size }
        case .map(let members): 3 + members.reduce(0) { $0 + 1 + $1.key.utf8.count + $1.value.size }
        case .stringSet(let texts): texts.reduce(0) { $0 + $1.utf8.count }
        case .numberSet(let numbers): numbers.reduce(0) { $0 + AttributeValue.number($1).size }
        case .binarySet(let values): values.reduce(0) { $0 + $1.count }
        }
    }
}
