import ArgumentParser
import DurableCost
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

/// What an execution costs in one kind of store.
struct ExecutionCost: Encodable {
    let store: String
    /// How much is charged for, and what it is.
    let units: [String: Int]
    let dollarsForMillion: Double

    init(_ costs: TableCosts) {
        store = "a DynamoDB table"
        units = [
            "WriteUnits": costs.writeUnits, "WriteRequests": costs.writes,
            "ReadUnits": costs.readUnits, "ReadRequests": costs.reads, "Messages": costs.messages,
        ]
        dollarsForMillion = ListPrice(costs).dollars * 1e6
    }

    init(_ costs: ServiceCosts) {
        store = "AWS's durable functions"
        units = ["Operations": costs.operations, "BytesWritten": costs.writtenBytes]
        dollarsForMillion = ListPrice(costs).dollars * 1e6
    }

    private enum CodingKeys: String, CodingKey {
        case store = "Store"
        case units = "Units"
        case dollarsForMillion = "DollarsForMillion"
    }
}

extension ExecutionCost {
    fileprivate var cells: [String] {
        let words = units.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key.spelledOut)" }
        let price = (dollarsForMillion * 100).rounded() / 100
        return [store, words.joined(separator: ", "), "\(price)"]
    }
}

extension String {
    /// `WriteUnits` as `write units`.
    fileprivate var spelledOut: String {
        reduce(into: "") { text, character in
            if character.isUppercase, !text.isEmpty { text += " " }
            text += character.lowercased()
        }
    }
}
