package import DurableCost
package import HTTPTransport
import JSONCoding
import Synchronization
import TestServices

@testable package import AWSClient

/// A network that counts requests to DynamoDB and SQS, and the units that DynamoDB charges for them.
///
/// It reads each item before and after a write, at nobody's cost.
package final class Meter: HTTPSending {
    private let network = PatientNetwork()
    private let observer: AWSClient
    private let table: String
    private let counted = Mutex(TableCosts())

    package init(_ observer: AWSClient, table: String) {
        self.observer = observer
        self.table = table
    }

    package var costs: TableCosts { counted.withLock { $0 } }

    package func send(
        _ request: HTTPRequest,
        to origin: Origin,
        timeout: Duration,
        isIdempotent: Bool
    ) async throws(HTTPError) -> HTTPResponse {
        let operation = request.fields["X-Amz-Target"]?.split(separator: ".").last ?? ""
        let writes = Self.writes(String(operation), request.body)
        let before = await items(writes.map(\.key))
        let response = try await network.send(
            request,
            to: origin,
            timeout: timeout,
            isIdempotent: isIdempotent
        )
        let after = await items(writes.map(\.key))
        counted.withLock { costs in
            for (write, (before, after)) in zip(writes, zip(before, after)) {
                costs.add(before, after, written: write.item)
            }
            if operation == "SendMessage" { costs.messages += 1 }
            if operation == "Query" || operation == "GetItem" {
                costs.addRead(of: Self.items(response.body))
            }
        }
        return response
    }

    private func items(_ keys: [DynamoDB.Item]) async -> [DynamoDB.Item?] {
        var items: [DynamoDB.Item?] = []
        for key in keys {
            items.append(try? await observer.send(DynamoDB.GetItem(table: table, key: key)).item)
        }
        return items
    }

    private struct Write {
        let key: DynamoDB.Item
        let item: DynamoDB.Item?
    }

    /// What a request would write.
    private static func writes(_ operation: String, _ body: [UInt8]) -> [Write] {
        guard let request = try? JSON(parsing: body) else { return [] }
        switch operation {
        case "PutItem": return [request["Item"]].compactMap(write)
        case "UpdateItem":
            return item(request["Key"]).map { [Write(key: $0, item: nil)] } ?? []
        case "BatchWriteItem":
            let requests = request["RequestItems"]?.object?.first { _ in true }?.value.array ?? []
            return requests.compactMap { write($0["PutRequest"]?["Item"]) }
        case "Query", "GetItem", "BatchGetItem", "SendMessage": return []
        default: fatalError("the meter does not know \(operation)")
        }
    }

    private static func write(_ json: JSON?) -> Write? {
        item(json).map { item in
            Write(key: item.filter { ["PK", "SK"].contains($0.key) }, item: item)
        }
    }

    private static func items(_ body: [UInt8]) -> [DynamoDB.Item] {
        guard let answer = try? JSON(parsing: body) else { return [] }
        return (answer["Items"]?.array ?? [answer["Item"]].compactMap(\.self)).compactMap(item)
    }

    private static func item(_ json: JSON?) -> DynamoDB.Item? {
        json.flatMap { try? itemAttributes($0) }  // A body that is no item was refused.
    }
}
