import DurableCost
import TableMeter
import TestServices

/// Counts what executions cost on DynamoDB: requests and capacity units, nothing estimated.
@main struct WriteUnits {
    static func main() async throws {
        let service = try await MiniStack.start()
        print(
            Self.line([
                "workflow", "writes", "WRU", "table", "indexes", "WRU/step", "reads", "RRU",
                "messages",
            ])
        )
        for scenario in Scenario.all {
            let costs = try await scenario.run(on: service).metered
            let perStep = (Double(costs.writeUnits) * 100 / Double(scenario.steps)).rounded() / 100
            let counts = [
                costs.writes, costs.writeUnits, costs.tableUnits, costs.indexUnits,
            ].map(\.description)
            let rest = [costs.reads, costs.readUnits, costs.messages].map(\.description)
            print(Self.line([scenario.name] + counts + ["\(perStep)"] + rest))
        }
    }

    private static func line(_ cells: [String]) -> String {
        let first = cells[0].padding(to: 32, onTheLeft: false)
        return first + cells.dropFirst().map { $0.padding(to: 9, onTheLeft: true) }.joined()
    }
}

extension String {
    fileprivate func padding(to width: Int, onTheLeft isLeft: Bool) -> String {
        let space = String(repeating: " ", count: max(0, width - count))
        return isLeft ? space + self : self + space
    }
}
