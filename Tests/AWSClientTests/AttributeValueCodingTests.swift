import Testing

@testable import AWSClient

@Suite struct `Attribute values` {
    private struct Order: Codable, Equatable {
        enum Status: String, Codable {
            case open
            case closed
        }

        struct Line: Codable, Equatable {
            var article: String
            var count: Int
            var note: String?
        }

        var id: String
        var status: Status
        var total: Double
        var lines: [Line]
        var seal: [UInt8]
        var tags: AttributeValue
        var labels: [String: Bool]
        var nothing: [Line?]
        var big: UInt64
    }

    private let order = Order(
        id: "1",
        status: .open,
        total: 1.5,
        lines: [
            .init(article: "a", count: -2, note: nil), .init(article: "b", count: 3, note: "é"),
        ],
        seal: [0, 255],
        tags: .stringSet(["x", "y"]),
        labels: ["new": true],
        nothing: [nil],
        big: .max
    )

    private let item: DynamoDB.Item = [
        "id": "1", "status": "open", "total": .number("1.5"),
        "lines": .list([
            .map(["article": "a", "count": -2]),
            .map(["article": "b", "count": 3, "note": "é"]),
        ]),
        "seal": .binary([0, 255]), "tags": .stringSet(["x", "y"]),
        "labels": .map(["new": true]), "nothing": .list([.null]),
        "big": .number("18446744073709551615"),
    ]

    @Test func `are made of what can be encoded`() throws {
        #expect(try AttributeValueEncoder().encodeItem(order) == item)
    }

    @Test func `become what can be decoded`() throws {
        #expect(try AttributeValueDecoder().decode(Order.self, from: item) == order)
    }

    @Test func `are made of values without parts as well`() throws {
        #expect(try AttributeValueEncoder().encode(7) == 7)
        #expect(try AttributeValueEncoder().encode([[1], []]) == .list([.list([1]), .list([])]))
        #expect(try AttributeValueEncoder().encode([String: Int]()) == .map([:]))
        #expect(try AttributeValueDecoder().decode(Float.self, from: .number("0.25")) == 0.25)
        let texts = try AttributeValueDecoder().decode(Set<String>.self, from: .stringSet(["a"]))
        #expect(texts == ["a"])
    }

    @Test(arguments: [Double.nan, .infinity])
    func `are no numbers without end`(number: Double) {
        #expect(throws: EncodingError.self) { try AttributeValueEncoder().encode([number]) }
    }

    @Test func `have names in an item`() {
        #expect(throws: EncodingError.self) { try AttributeValueEncoder().encodeItem([1]) }
    }

    @Test(
        arguments: [
            ["count": 1], ["article": 1, "count": 1], ["article": "a", "count": "1"],
            ["article": "a", "count": .number("1.5")],
        ] as [DynamoDB.Item]
    )
    func `that are others are refused`(item: DynamoDB.Item) {
        #expect(throws: DecodingError.self) {
            try AttributeValueDecoder().decode(Order.Line.self, from: item)
        }
    }

    @Test func `that are too few are refused`() {
        #expect(throws: DecodingError.self) {
            try AttributeValueDecoder().decode(Pair.self, from: .list([1]))
        }
    }

    private struct Pair: Decodable {
        init(from decoder: any Decoder) throws {
            var elements = try decoder.unkeyedContainer()
            _ = try elements.decode(Int.self)
            _ = try elements.decode(Int.self)
        }
    }
}
