import ArgumentParser
import DurableClient
import DurableCost
import DurableExecution
import DurableHistory

extension Executions {
    struct Cost: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what an execution costs, wherever it is kept.",
            discussion: """
                One that has run on this machine, or in a test, shows what it would cost on AWS. Prices are list prices \
                of us-east-1, without computing time and storage.
                """
        )

        @OptionGroup var target: ExecutionOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let (service, found) = try await target.find()
            output.write(
                try await service.costs(of: found.arn),
                columns: ["KEPT IN", "CHARGED FOR", "US$ FOR A MILLION"],
                \.cells
            )
        }
    }
}

extension ExecutionService {
    /// What an execution costs in each kind of store for which that can be told.
    fileprivate func costs(of execution: String) async throws -> [ExecutionCost] {
        let onLambda = ExecutionCost(ServiceCosts(of: try await history(of: execution)))
        // Lambda does not show the log of an execution.
        guard let stored = self as? StoredExecutions else { return [onLambda] }
        let log = try await stored.table.read(ExecutionID(rawValue: execution))
        return [ExecutionCost(try TableCosts(of: log, in: stored.store)), onLambda]
    }
}

/// What an execution costs in one kind of store.
struct ExecutionCost: Encodable {
    /// So much of something that is charged for.
    struct Amount {
        let count: Int
        let unit: String

        var text: String {
            "\(count) \(count == 1 && unit.last == "s" ? unit.dropLast() : unit[...])"
        }
    }

    let store: String
    let amounts: [Amount]
    let dollarsForMillion: Double

    init(_ costs: TableCosts) {
        store = "a DynamoDB table"
        amounts = [
            Amount(count: costs.writeUnits, unit: "write units"),
            Amount(count: costs.writes, unit: "write requests"),
            Amount(count: costs.readUnits, unit: "read units"),
            Amount(count: costs.reads, unit: "read requests"),
            Amount(count: costs.messages, unit: "messages"),
        ]
        dollarsForMillion = ListPrice(costs).dollars * 1e6
    }

    init(_ costs: ServiceCosts) {
        store = "AWS's durable functions"
        amounts = [
            Amount(count: costs.operations, unit: "operations"),
            Amount(count: costs.writtenBytes, unit: "bytes written"),
        ]
        dollarsForMillion = ListPrice(costs).dollars * 1e6
    }
}

extension ExecutionCost {
    private enum CodingKeys: String, CodingKey {
        case store = "Store"
        case units = "Units"
        case dollarsForMillion = "DollarsForMillion"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(store, forKey: .store)
        try container.encode(
            Dictionary(uniqueKeysWithValues: amounts.map { ($0.unit.joinedWords, $0.count) }),
            forKey: .units
        )
        try container.encode(dollarsForMillion, forKey: .dollarsForMillion)
    }

    fileprivate var cells: [String] {
        let price = (dollarsForMillion * 100).rounded() / 100
        let charged = amounts.filter { $0.count > 0 }.map(\.text).joined(separator: ", ")
        return [store, charged, "\(price)"]
    }
}

extension String {
    /// `write units` as `WriteUnits`.
    fileprivate var joinedWords: String {
        split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
