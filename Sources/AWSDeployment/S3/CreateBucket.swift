package import AWSClient
package import HTTPTransport

extension S3 {
    /// Creates a bucket in the client's region.
    package struct CreateBucket: S3Call {
        package static let operation = "CreateBucket"

        package var bucket: String
        package var region: Region

        package init(bucket: String, region: Region) {
            self.bucket = bucket
            self.region = region
        }

        /// The second of two equal calls finds the name taken.
        package var isIdempotent: Bool { false }

        /// The first of all regions is the default and must not be named.
        package var request: HTTPRequest {
            var request = HTTPRequest(method: "PUT", target: "/\(PercentEncoding.encode(bucket))")
            guard region.name != "us-east-1" else { return request }
            let namespace = "http://s3.amazonaws.com/doc/2006-03-01/"
            let document =
                "<CreateBucketConfiguration xmlns=\"\(namespace)\"><LocationConstraint>\(region)"
                + "</LocationConstraint></CreateBucketConfiguration>"
            request.fields["Content-Type"] = "application/xml"
            request.body = Array(document.utf8)
            return request
        }

        package func answer(_ response: HTTPResponse) {}
    }
}
