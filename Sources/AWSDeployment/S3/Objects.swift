import AWSClient
package import HTTPTransport

extension S3 {
    /// Writes an object of up to 5 GB; answers its entity tag.
    package struct PutObject: S3Call {
        package static let operation = "PutObject"

        package var bucket: String
        package var key: String
        package var body: [UInt8]
        package var contentType: String
        package var metadata: [String: String]
        /// Whether an object that is there already stays; it is an error of code
        /// `PreconditionFailed` then.
        package var onlyIfNew: Bool

        package init(
            bucket: String,
            key: String,
            body: [UInt8],
            contentType: String = "application/octet-stream",
            metadata: [String: String] = [:],
            onlyIfNew: Bool = false
        ) {
            self.bucket = bucket
            self.key = key
            self.body = body
            self.contentType = contentType
            self.metadata = metadata
            self.onlyIfNew = onlyIfNew
        }

        package var isIdempotent: Bool { !onlyIfNew }

        package var request: HTTPRequest {
            var request = HTTPRequest(method: "PUT", target: path(bucket, key), body: body)
            request.fields["Content-Type"] = contentType
            for (name, value) in metadata { request.fields["x-amz-meta-\(name)"] = value }
            if onlyIfNew { request.fields["If-None-Match"] = "*" }
            return request
        }

        package func answer(_ response: HTTPResponse) -> String {
            response.fields["ETag"] ?? ""
        }
    }

    /// Reads an object.
    package struct GetObject: S3Call {
        package static let operation = "GetObject"

        package var bucket: String
        package var key: String

        package init(bucket: String, key: String) {
            self.bucket = bucket
            self.key = key
        }

        package struct Answer: Sendable {
            package let head: ObjectHead
            package let body: [UInt8]
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest {
            HTTPRequest(method: "GET", target: path(bucket, key))
        }

        package func answer(_ response: HTTPResponse) -> Answer {
            Answer(head: ObjectHead(response), body: response.body)
        }
    }

    /// Tells what is known of an object; one that does not exist is an error of status 404.
    package struct HeadObject: S3Call {
        package static let operation = "HeadObject"

        package var bucket: String
        package var key: String

        package init(bucket: String, key: String) {
            self.bucket = bucket
            self.key = key
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest {
            HTTPRequest(method: "HEAD", target: path(bucket, key))
        }

        package func answer(_ response: HTTPResponse) -> ObjectHead { ObjectHead(response) }
    }

    /// Deletes an object; one that does not exist is no error.
    package struct DeleteObject: S3Call {
        package static let operation = "DeleteObject"

        package var bucket: String
        package var key: String

        package init(bucket: String, key: String) {
            self.bucket = bucket
            self.key = key
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest {
            HTTPRequest(method: "DELETE", target: path(bucket, key))
        }

        package func answer(_ response: HTTPResponse) {}
    }
}
