import JSONCoding

extension DynamoDB {
    /// The answer of a call that wrote one item.
    package struct Written: Sendable {
        /// What the call's `returnValues` asked for.
        package let attributes: Item?
        package let consumedCapacity: Double?

        init(_ body: JSON) throws(UnexpectedAnswer) {
            attributes = try optionalItem(body["Attributes"])
            consumedCapacity = DynamoDB.consumedCapacity(body)
        }
    }

    /// Which attributes a call that writes brings back.
    package enum ReturnValues: String, Sendable {
        case none = "NONE"
        case allOld = "ALL_OLD"
        case updatedOld = "UPDATED_OLD"
        case allNew = "ALL_NEW"
        case updatedNew = "UPDATED_NEW"
    }
}
