/// A request as it goes on the wire, except for the fields that framing decides.
///
/// The connection adds `Host` and `Content-Length` where they are missing.
package struct HTTPRequest: Sendable, Equatable {
    package var method: String
    /// Path and query in origin form, percent-encoded already.
    package var target: String
    package var fields: HTTPFields
    package var body: [UInt8]

    package init(
        method: String,
        target: String,
        fields: HTTPFields = [:],
        body: [UInt8] = []
    ) {
        self.method = method
        self.target = target
        self.fields = fields
        self.body = body
    }
}

/// A complete answer.
package struct HTTPResponse: Sendable, Equatable {
    package var status: Int
    package var fields: HTTPFields
    package var body: [UInt8]

    package init(status: Int, fields: HTTPFields = [:], body: [UInt8] = []) {
        self.status = status
        self.fields = fields
        self.body = body
    }
}
