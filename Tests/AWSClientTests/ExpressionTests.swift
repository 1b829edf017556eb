import Testing

@testable import AWSClient

@Suite struct `An expression` {
    @Test func `is put together from others, each value under a placeholder of its own`() {
        let settings: [DynamoDB.Expression] = ["a", "size"].map { "\(name: $0) = \(.string($0))" }
        let update: DynamoDB.Expression = "SET \(expression: settings.joined(by: ", ")) REMOVE b"
        var placeholders = ExpressionPlaceholders()
        #expect(placeholders.text(of: update) == "SET #n0 = :v0, #n1 = :v1 REMOVE b")
        #expect(placeholders.attributeNames == ["#n0": "a", "#n1": "size"])
        #expect(placeholders.attributeValues == [":v0": ["S": "a"], ":v1": ["S": "size"]])
    }
}
