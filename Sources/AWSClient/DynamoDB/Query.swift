package import JSONCoding

extension DynamoDB {
    /// Reads the items of one partition in the order of their sort keys, one page of at most 1 MB.
    ///
    /// `AWSClient.pages(of:)` reads on until the end.
    package struct Query: DynamoDBCall {
        package static let operation = "Query"

        package var table: String
        package var index: String?
        package var keyCondition: Expression
        package var filter: Expression?
        package var projection: Expression?
        package var isForward: Bool
        /// How many items a page may have at most.
        package var limit: Int?
        /// A global secondary index allows only false.
        package var isConsistent: Bool
        /// Where a page before this one ended.
        package var start: Item?

        package init(
            table: String,
            index: String? = nil,
            keyCondition: Expression,
            filter: Expression? = nil,
            projection: Expression? = nil,
            isForward: Bool = true,
            limit: Int? = nil,
            isConsistent: Bool = true,
            start: Item? = nil
        ) {
            self.table = table
            self.index = index
            self.keyCondition = keyCondition
            self.filter = filter
            self.projection = projection
            self.isForward = isForward
            self.limit = limit
            self.isConsistent = isConsistent
            self.start = start
        }
    }
}

extension DynamoDB.Query: PagedCall {
    package var isIdempotent: Bool { true }

    package var arguments: JSON {
        var placeholders = ExpressionPlaceholders()
        let keyCondition = placeholders.text(of: keyCondition)
        let filter = placeholders.text(of: filter)
        let projection = placeholders.text(of: projection)
        return .members([
            "TableName": .string(table),
            "IndexName": index.map(JSON.string),
            "KeyConditionExpression": keyCondition,
            "FilterExpression": filter,
            "ProjectionExpression": projection,
            "ExpressionAttributeNames": placeholders.attributeNames,
            "ExpressionAttributeValues": placeholders.attributeValues,
            "ScanIndexForward": .bool(isForward),
            "Limit": limit.map(JSON.number),
            "ConsistentRead": .bool(isConsistent),
            "ExclusiveStartKey": start?.json,
            "ReturnConsumedCapacity": "TOTAL",
        ])
    }

    package func answer(_ body: JSON) throws(UnexpectedAnswer) -> DynamoDB.Page {
        try DynamoDB.Page(body)
    }

    package func next(after page: DynamoDB.Page) -> Self? {
        guard let next = page.next else { return nil }
        var call = self
        call.start = next
        return call
    }
}
