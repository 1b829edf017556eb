import AWSClient

/// The bucket that zips and large templates are put into, each under its own digest.
struct ArtifactBucket {
    let aws: AWSClient
    let name: String

    /// Creates the bucket unless it is there.
    func prepare() async throws(DeploymentError) {
        do throws(AWSError) {
            try await aws.send(S3.CreateBucket(bucket: name, region: aws.region))
        } catch  where error.code == "BucketAlreadyOwnedByYou" {
            return
        } catch  where error.code == "BucketAlreadyExists" {
            throw .bucketTaken(name)
        } catch {
            throw .aws(error)
        }
    }

    /// Returns where the content is, and whether it had to be put there.
    func keep(
        _ content: [UInt8],
        suffix: String
    ) async throws(DeploymentError) -> (key: String, isNew: Bool) {
        let key = SHA256.digest(of: content).hexadecimal + suffix
        if try await holds(key, size: content.count) { return (key, false) }
        _ = try await aws.attempt { () throws(AWSError) in
            try await aws.send(S3.PutObject(bucket: name, key: key, body: content))
        }
        return (key, true)
    }

    private func holds(_ key: String, size: Int) async throws(DeploymentError) -> Bool {
        try await aws.attempt { () throws(AWSError) in
            do throws(AWSError) {
                let head = try await aws.send(S3.HeadObject(bucket: name, key: key))
                return head.length == nil || head.length == size
            } catch  where error.status == 404 {
                return false
            }
        }
    }
}
