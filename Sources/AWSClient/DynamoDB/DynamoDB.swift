import JSONCoding

/// The calls of DynamoDB.
///
/// Every call asks for the capacity it consumed and returns it: units of writing for one that
/// writes, of reading for one that reads.
///
/// Source: Amazon DynamoDB API reference, version 2012-08-10.
package enum DynamoDB {
    /// The attributes of an item, or those of its key.
    package typealias Item = [String: AttributeValue]

    static func consumedCapacity(_ body: JSON) -> Double? {
        body["ConsumedCapacity"]?["CapacityUnits"]?.double
    }

    /// The sum over the tables of a transaction; nil where the answer does not say.
    static func totalCapacity(_ body: JSON) -> Double? {
        let units = body["ConsumedCapacity"]?.array?.compactMap { $0["CapacityUnits"]?.double }
        return units.map { $0.reduce(0, +) }
    }
}

/// A call of DynamoDB.
package protocol DynamoDBCall: JSONCall {}

extension DynamoDBCall {
    package static var service: AWSService { .dynamoDB }
}
