import TestServices
import Testing

@testable import AWSClient

@Suite struct `A call's wire form` {
    @Test(arguments: [dynamoDBPairs, messagingPairs, lambdaPairs])
    func `is the one boto3 sends`(pairs: [WirePair]) async throws {
        let differences = try await WirePair.differences(in: pairs)
        #expect(differences == [])
    }
}
