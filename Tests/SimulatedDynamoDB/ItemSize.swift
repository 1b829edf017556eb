import AWSClient

extension DynamoDB.Item {
    /// Source: Amazon DynamoDB developer guide, "DynamoDB item sizes and formats".
    var size: Int {
        reduce(0) { $0 + $1.key.utf8.count + $1.value.size }
    }

    static let largestSize = 409_600

    func checkSize() throws(ServiceError) {
        guard size <= Self.largestSize else {
            throw .invalid("Item size has exceeded the maximum allowed size")
        }
    }
}

extension AttributeValue {
    fileprivate var size: Int {
        switch self {
        case .string(let text): text.utf8.count
        // One byte for each two digits, and one more.
        case .number(let digits): (digits.utf8.count + 1) / 2 + 1
        case .binary(let bytes): bytes.count
        case .bool, .null: 1
        case .map(let members): 3 + members.count + members.size
        case .list(let elements): 3 + elements.count + elements.reduce(0) { $0 + $1.size }
        case .stringSet(let texts), .numberSet(let texts):
            texts.reduce(0) { $0 + $1.utf8.count }
        case .binarySet(let values): values.reduce(0) { $0 + $1.count }
        }
    }
}
