package import AWSClient
package import HTTPTransport

extension S3 {
    /// Begins an object of several parts; answers the upload's id.
    package struct CreateMultipartUpload: S3Call {
        package static let operation = "CreateMultipartUpload"

        package var bucket: String
        package var key: String
        package var contentType: String

        package init(
            bucket: String,
            key: String,
            contentType: String = "application/octet-stream"
        ) {
            self.bucket = bucket
            self.key = key
            self.contentType = contentType
        }

        /// A second upload would stay behind unfinished, and be paid for.
        package var isIdempotent: Bool { false }

        package var request: HTTPRequest {
            HTTPRequest(
                method: "POST",
                target: "\(path(bucket, key))?uploads",
                fields: ["Content-Type": contentType]
            )
        }

        package func answer(_ response: HTTPResponse) throws(UnexpectedAnswer) -> String {
            try XML(answer: response).text("UploadId")
        }
    }

    /// Writes one part, of at least 5 MB unless it is the last.
    package struct UploadPart: S3Call {
        package static let operation = "UploadPart"

        package var bucket: String
        package var key: String
        package var uploadID: String
        /// From 1 to 10,000: the order of the parts.
        package var number: Int
        package var body: [UInt8]

        package init(
            bucket: String,
            key: String,
            uploadID: String,
            number: Int,
            body: [UInt8]
        ) {
            self.bucket = bucket
            self.key = key
            self.uploadID = uploadID
            self.number = number
            self.body = body
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest {
            let upload = PercentEncoding.encode(uploadID)
            return HTTPRequest(
                method: "PUT",
                target: "\(path(bucket, key))?partNumber=\(number)&uploadId=\(upload)",
                body: body
            )
        }

        package func answer(_ response: HTTPResponse) throws(UnexpectedAnswer) -> Part {
            guard let tag = response.fields["ETag"] else { throw UnexpectedAnswer("no ETag") }
            return Part(number: number, entityTag: tag)
        }
    }

    /// A part that was written.
    package struct Part: Sendable, Hashable {
        package let number: Int
        package let entityTag: String

        package init(number: Int, entityTag: String) {
            self.number = number
            self.entityTag = entityTag
        }
    }

    /// Makes one object of all parts; answers its entity tag.
    package struct CompleteMultipartUpload: S3Call {
        package static let operation = "CompleteMultipartUpload"

        package var bucket: String
        package var key: String
        package var uploadID: String
        package var parts: [Part]

        package init(bucket: String, key: String, uploadID: String, parts: [Part]) {
            self.bucket = bucket
            self.key = key
            self.uploadID = uploadID
            self.parts = parts
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest {
            let parts = parts.sorted { $0.number < $1.number }.map {
                "<Part><ETag>\(escaped($0.entityTag))</ETag>"
                    + "<PartNumber>\($0.number)</PartNumber></Part>"
            }
            let namespace = "http://s3.amazonaws.com/doc/2006-03-01/"
            let document =
                "<CompleteMultipartUpload xmlns=\"\(namespace)\">\(parts.joined())"
                + "</CompleteMultipartUpload>"
            return HTTPRequest(
                method: "POST",
                target: "\(path(bucket, key))?uploadId=\(PercentEncoding.encode(uploadID))",
                fields: ["Content-Type": "application/xml"],
                body: Array(document.utf8)
            )
        }

        /// S3 begins its answer, of status 200, before it knows whether it will succeed.
        package func isSuccess(_ response: HTTPResponse) -> Bool {
            // What is no XML is no success either, as its reader will find.
            response.status == 200 && (try? XML(parsing: response.body))?.name != "Error"
        }

        /// What went wrong so late, went wrong inside S3.
        package func refusal(_ response: HTTPResponse) -> Refusal {
            var response = response
            if response.status == 200 { response.status = 500 }
            return Refusal(xml: response)
        }

        package func answer(_ response: HTTPResponse) throws(UnexpectedAnswer) -> String {
            try XML(answer: response).text("ETag")
        }
    }

    /// Gives up an upload and its parts.
    package struct AbortMultipartUpload: S3Call {
        package static let operation = "AbortMultipartUpload"

        package var bucket: String
        package var key: String
        package var uploadID: String

        package init(bucket: String, key: String, uploadID: String) {
            self.bucket = bucket
            self.key = key
            self.uploadID = uploadID
        }

        package var isIdempotent: Bool { true }

        package var request: HTTPRequest {
            let upload = PercentEncoding.encode(uploadID)
            return HTTPRequest(method: "DELETE", target: "\(path(bucket, key))?uploadId=\(upload)")
        }

        package func answer(_ response: HTTPResponse) {}
    }
}

private func escaped(_ text: String) -> String {
    text.reduce(into: "") { output, character in
        switch character {
        case "&": output += "&amp;"
        case "<": output += "&lt;"
        case ">": output += "&gt;"
        default: output.append(character)
        }
    }
}
