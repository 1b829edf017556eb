import AWSClient
import TestServices
import Testing

@testable import AWSDeployment

@Suite struct `The wire form of a call that deploys` {
    @Test(arguments: [queryPairs, credentialsPairs, lambdaPairs, storagePairs])
    func `is the one boto3 sends`(pairs: [WirePair]) async throws {
        let differences = try await WirePair.differences(in: pairs)
        #expect(differences == [])
    }

    @Test func `is the one boto3 sends for a bucket elsewhere`() async throws {
        let pair = WirePair(
            S3.CreateBucket(bucket: "bucket", region: try Region("eu-central-1")),
            "s3",
            "create_bucket",
            [
                "Bucket": "bucket",
                "CreateBucketConfiguration": ["LocationConstraint": "eu-central-1"],
            ]
        )
        #expect(try await WirePair.differences(in: [pair]) == [])
    }
}
