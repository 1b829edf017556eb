import Foundation
import TestServices
import Testing

@testable import AWSClient

@Suite struct `DynamoDB on MiniStack` {
    private let service: MiniStack
    private let aws: AWSClient
    private let table = "table-\(UUID().uuidString)"

    init() async throws {
        service = try await MiniStack.shared
        aws = service.client()
        try await service.createTable(table)
    }

    private func key(_ sort: String) -> DynamoDB.Item {
        ["PK": "partition", "SK": .string(sort)]
    }

    @Test func `an item comes back as it was put`() async throws {
        let item = key("1").merging(oddAttributes) { $1 }
        let written = try await aws.send(DynamoDB.PutItem(table: table, item: item))
        let read = try await aws.send(DynamoDB.GetItem(table: table, key: key("1")))
        #expect(read.item == item)
        #expect(written.consumedCapacity == 1)
    }

    @Test func `a missing item is nil`() async throws {
        let read = try await aws.send(DynamoDB.GetItem(table: table, key: key("none")))
        #expect(read.item == nil)
    }

    @Test func `a failed condition brings the item that is there`() async throws {
        let first = key("1").merging(["writer": "first"]) { $1 }
        let put = DynamoDB.PutItem(
            table: table,
            item: first,
            condition: "attribute_not_exists(SK)",
            returnsItemOnFailure: true
        )
        _ = try await aws.send(put)
        let error = try await #require(throws: AWSError.self) { try await aws.send(put) }
        #expect(error.code == .conditionalCheckFailed)
        #expect(error.item == first)
        #expect(error.outcome == .notPerformed)
        #expect(error.status == 400)
        #expect(error.requestID != nil)
    }

    @Test func `of many who put the same new item one wins`() async throws {
        let winners = await withTaskGroup(of: Bool.self) { group in
            for writer in 0..<20 {
                group.addTask { await wins(writer) }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(winners == 1)
    }

    private func wins(_ writer: Int) async -> Bool {
        let item = key("race").merging(["writer": .integer(writer)]) { $1 }
        let put = DynamoDB.PutItem(
            table: table,
            item: item,
            condition: "attribute_not_exists(\(name: "SK"))"
        )
        do throws(AWSError) {
            _ = try await aws.send(put)
            return true
        } catch {
            #expect(error.code == .conditionalCheckFailed)
            return false
        }
    }

    @Test func `a query reads page after page, in order`() async throws {
        let keys = (10..<35).map { "LOG#\($0)" }
        let writes = keys.map { DynamoDB.BatchWriteItem.Write.put(key($0)) }
        let batch = try await aws.send(DynamoDB.BatchWriteItem(table: table, writes: writes))
        #expect(batch.unprocessed.isEmpty)
        let query = DynamoDB.Query(
            table: table,
            keyCondition: "PK = \("partition") AND begins_with(SK, \("LOG#"))",
            limit: 10
        )
        var read: [[String?]] = []
        for try await page in aws.pages(of: query) {
            read.append(page.items.map { $0["SK"]?.string })
        }
        #expect(read.flatMap { $0 } == keys)
        #expect(read.map(\.count).prefix(2) == [10, 10])
    }

    @Test func `an update counts, and its condition holds it back`() async throws {
        var update = DynamoDB.UpdateItem(
            table: table,
            key: key("counter"),
            update: "ADD \(name: "count") \(2)",
            condition: "attribute_not_exists(\(name: "count")) OR \(name: "count") < \(3)",
            returnValues: .allNew
        )
        #expect(try await aws.send(update).attributes?["count"] == 2)
        #expect(try await aws.send(update).attributes?["count"] == 4)
        update.returnsItemOnFailure = true
        let error = try await #require(throws: AWSError.self) { try await aws.send(update) }
        #expect(error.code == .conditionalCheckFailed)
        #expect(error.item?["count"] == 4)
    }

    @Test func `a deleted item is gone`() async throws {
        _ = try await aws.send(DynamoDB.PutItem(table: table, item: key("1")))
        _ = try await aws.send(DynamoDB.DeleteItem(table: table, key: key("1")))
        #expect(try await aws.send(DynamoDB.GetItem(table: table, key: key("1"))).item == nil)
    }

    @Test func `a table describes itself`() async throws {
        let description = try await aws.send(DynamoDB.DescribeTable(table: table))
        #expect(description.name == table)
        #expect(description.status == "ACTIVE")
    }

    @Test func `a transaction writes all or nothing`() async throws {
        let put = DynamoDB.PutItem(
            table: table,
            item: key("new"),
            condition: "attribute_not_exists(SK)",
            returnsItemOnFailure: true
        )
        let write = DynamoDB.TransactWriteItems([
            .put(put),
            .update(.init(table: table, key: key("other"), update: "SET x = \("y")")),
        ])
        _ = try await aws.send(write)
        let repetition = try await aws.send(write)
        #expect(repetition.consumedCapacity != nil)
        let again = DynamoDB.TransactWriteItems([
            .delete(.init(table: table, key: key("other"))),
            .put(put),
        ])
        let error = try await #require(throws: AWSError.self) { try await aws.send(again) }
        #expect(error.code == .transactionCanceled)
        #expect(
            error.cancellationReasons.map(\.code) == [nil, "ConditionalCheckFailed"]
        )
        #expect(error.cancellationReasons.last?.item == key("new"))
        let read = try await aws.send(
            DynamoDB.TransactGetItems([
                .init(table: table, key: key("other")), .init(table: table, key: key("none")),
            ])
        )
        #expect(read.items == [key("other").merging(["x": "y"]) { $1 }, nil])
    }

    @Test func `a batch reads and a scan finds what a batch wrote`() async throws {
        let keys = (1...25).map { key("\($0)") }
        _ = try await aws.sendAll(
            DynamoDB.BatchWriteItem(table: table, writes: keys.map { .put($0) })
        )
        let read = try await aws.sendAll(
            DynamoDB.BatchGetItem(table: table, keys: keys + [key("none")])
        )
        #expect(Set(read.flatMap(\.items)) == Set(keys))
        var found: [DynamoDB.Item] = []
        for try await page in aws.pages(of: DynamoDB.Scan(table: table, limit: 10)) {
            found += page.items
        }
        #expect(Set(found) == Set(keys))
        #expect(found.count == 25)
    }

    @Test func `a table with an index comes, expires items and goes`() async throws {
        let name = "table-\(UUID().uuidString)"
        let index = DynamoDB.GlobalSecondaryIndex(name: "by-state", partitionKey: "state")
        _ = try await aws.send(
            DynamoDB.CreateTable(table: name, partitionKey: "PK", indexes: [index])
        )
        try await aws.send(DynamoDB.UpdateTimeToLive(table: name, attribute: "expires"))
        let put = DynamoDB.PutItem(table: name, item: ["PK": "a", "state": "open", "x": "y"])
        _ = try await aws.send(put)
        let query = DynamoDB.Query(
            table: name,
            index: "by-state",
            keyCondition: "\(name: "state") = \("open")",
            isConsistent: false
        )
        let page = try await aws.send(query)
        #expect(page.items == [["PK": "a", "state": "open"]])
        _ = try await aws.send(DynamoDB.DeleteTable(table: name))
        await #expect(throws: AWSError.self) {
            try await aws.send(DynamoDB.DescribeTable(table: name))
        }
    }

    @Test func `a missing table is named in the error`() async throws {
        let error = try await #require(throws: AWSError.self) {
            try await aws.send(DynamoDB.DescribeTable(table: "none"))
        }
        #expect(error.code == .resourceNotFound)
        #expect("\(error)".hasSuffix("exists in this account and region."))
    }

    @Test func `a wrong secret is refused`() async throws {
        let wrong = Credentials(
            accessKeyID: service.credentials.accessKeyID,
            secretAccessKey: "wrong"
        )
        let error = try await #require(throws: AWSError.self) {
            try await service.client(credentials: wrong)
                .send(DynamoDB.GetItem(table: table, key: key("1")))
        }
        #expect(error.cause == .permanent)
        #expect("\(error)".contains("Check AWS_ACCESS_KEY_ID"))
    }
}

/// Attributes of every type, with content that needs care on the wire.
private let oddAttributes: DynamoDB.Item = [
    "string": "\u{0}\u{1f} \"\\/ é漢🙂\u{2028}",
    "empty": "",
    "number": .number("-1.5"),
    "binary": .binary(Array(0...255)),
    "true": true,
    "null": .null,
    "map": .map(["nested": .map([:]), "": "x"]),
    "list": .list([1, "two", .list([])]),
    "strings": .stringSet(["a", "b"]),
    "numbers": .numberSet(["1", "2"]),
    "binaries": .binarySet([[0], [255]]),
]
