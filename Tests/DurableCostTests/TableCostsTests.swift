import DurableCost
import TableMeter
import TestServices
import Testing

@Suite struct `The cost of an execution on DynamoDB` {
    @Test(arguments: Scenario.all)
    func `can be told from its log, to the unit`(_ scenario: Scenario) async throws {
        let result = try await scenario.run(on: .shared)
        #expect(result.told == result.metered)
    }
}
