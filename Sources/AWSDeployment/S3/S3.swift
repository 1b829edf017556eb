package import AWSClient
import HTTPTransport

/// The calls of S3.
///
/// A bucket stands in the path, not in the host name: that works in every partition, with every
/// variant of endpoint, and with a server on this machine.
///
/// Source: Amazon S3 API reference.
package enum S3 {}

/// A call of S3.
package protocol S3Call: XMLCall {}

extension S3Call {
    package static var service: AWSService { .s3 }
    /// Objects are large.
    package var timeout: Duration { .seconds(60) }
}

extension S3 {
    /// The path of an object; slashes in its key separate segments, and no segment is special.
    static func path(_ bucket: String, _ key: String) -> String {
        "/\(PercentEncoding.encode(bucket))/\(PercentEncoding.encode(key.utf8, keepsSlashes: true))"
    }

    /// What is known of an object without reading it.
    package struct ObjectHead: Sendable, Hashable {
        package let entityTag: String
        package let contentType: String?
        package let length: Int?
        /// The object's own fields (`x-amz-meta-…`), their names in lower case.
        package let metadata: [String: String]
    }
}

extension S3.ObjectHead {
    init(_ response: HTTPResponse) {
        entityTag = response.fields["ETag"] ?? ""
        contentType = response.fields["Content-Type"]
        length = response.fields["Content-Length"].flatMap { Int($0) }
        let prefix = "x-amz-meta-"
        var metadata: [String: String] = [:]
        for field in response.fields.all {
            let name = field.name.lowercased()
            guard name.hasPrefix(prefix) else { continue }
            metadata[String(name.dropFirst(prefix.count))] = field.value
        }
        self.metadata = metadata
    }
}
