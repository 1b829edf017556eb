import JSONCoding

extension DynamoDB {
    /// Some of the items that a query or a scan finds.
    package struct Page: Sendable {
        package let items: [Item]
        /// Where the next page starts; nil after the last one.
        package let next: Item?
        package let consumedCapacity: Double?

        init(_ body: JSON) throws(UnexpectedAnswer) {
            items = try DynamoDB.items(body["Items"])
            next = try optionalItem(body["LastEvaluatedKey"])
            consumedCapacity = DynamoDB.consumedCapacity(body)
        }
    }

    static func items(_ json: JSON?) throws(UnexpectedAnswer) -> [Item] {
        guard let items = json?.array else { throw UnexpectedAnswer("no list of items") }
        return try items.map { item throws(UnexpectedAnswer) in try itemAttributes(item) }
    }
}
