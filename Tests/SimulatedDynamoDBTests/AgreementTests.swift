import AWSClient
import DurableExecution
import DurableLambda
import Foundation
import HTTPTransport
import SimulatedDynamoDB
import TestServices
import Testing

/// The reason to believe the simulated service: it agrees with an emulator of AWS about every request.
@Suite struct `The simulated DynamoDB` {
    private let name = "agreement-\(UUID().uuidString)"
    private let network = MirroredNetwork()
    private let client: AWSClient

    init() async throws {
        let service = try await MiniStack.shared
        client = AWSClient(
            credentials: service.credentials,
            region: service.region,
            http: network,
            environment: Environment(service.environment)
        )
        _ = try await client.send(ExecutionsTable.creation(name))
    }

    @Test(.timeLimit(.minutes(15)), arguments: 1...4 as ClosedRange<UInt64>)
    func `answers like MiniStack whatever a log of executions asks`(seed: UInt64) async throws {
        var sizes = DynamoDBLog.ItemSizes()
        (sizes.piece, sizes.first) = (150, 100)
        let log = DynamoDBLog(client: client, table: name, sizes: seed == 1 ? .init() : sizes)
        var operations = RandomOperations(seed: seed, log: log)
        for _ in 0..<60 { try await operations.next() }
        #expect(network.count > 100)
        #expect(
            network.operations == [
                "CreateTable", "PutItem", "UpdateItem", "BatchWriteItem", "GetItem", "BatchGetItem",
                "Query",
            ]
        )
    }

    @Test(.timeLimit(.minutes(15)), arguments: 1...4 as ClosedRange<UInt64>)
    func `understands expressions like MiniStack`(seed: UInt64) async throws {
        var requests = RandomRequests(seed: seed, table: name)
        for _ in 0..<150 { await requests.sendNext(client) }
        #expect(network.count > 150)
    }

    @Test func `refuses what MiniStack refuses`() async throws {
        let key = ExecutionsTable.key(ExecutionID(rawValue: "w/n"), 0)
        func put(_ item: DynamoDB.Item) async {
            _ = try? await client.send(
                DynamoDB.PutItem(table: name, item: key.merging(item) { $1 })
            )
        }
        // 409,600 bytes are allowed, and not one more.
        let rest = key.reduce(4) { $0 + $1.key.utf8.count + ($1.value.string?.utf8.count ?? 0) }
        for size in [409_600 - rest, 409_601 - rest] {
            await put(["data": .binary([UInt8](repeating: 1, count: size))])
        }
        await put(["status": 5, "started": "now"])
        await put(["due": ""])
        await put(["PK": ""])
        let query = DynamoDB.Query(table: name, index: "byDue", keyCondition: "PK = \("a")")
        _ = try? await client.send(query)
        let update = DynamoDB.UpdateItem(
            table: name,
            key: key,
            update: "SET \(name: "SK") = \("other")"
        )
        _ = try? await client.send(update)
        _ = try? await client.send(DynamoDB.GetItem(table: "none", key: key))
        #expect(network.count == 9)
        #expect(network.refused == 7)
    }
}
