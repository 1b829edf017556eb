import HTTPTransport
import HTTPTypes
import Hummingbird
import NIOCore

/// A request whose head has arrived, and whose body may be on its way.
struct IncomingRequest: Sendable {
    /// The request without its body.
    let head: HTTPTransport.HTTPRequest
    private let body: RequestBody
    private let trailers: RequestTrailers.Source

    init(_ request: Request, _ trailers: RequestTrailers.Source) {
        var head = HTTPTransport.HTTPRequest(
            method: request.method.rawValue,
            target: request.head.path ?? "/"
        )
        if let authority = request.head.authority { head.fields.append("Host", authority) }
        for field in request.headers { head.fields.append(field.name.rawName, field.value) }
        self.head = head
        body = request.body
        self.trailers = trailers
    }

    /// Waits for the whole body; one that is longer than `limit` is left out.
    func collected(upTo limit: Int) async -> HTTPServerRequest {
        var message = head
        do {
            message.body = Array(buffer: try await body.collect(upTo: limit))
            return HTTPServerRequest(message)
        } catch {
            return HTTPServerRequest(message, isTooLarge: error is NIOTooManyBytesError)
        }
    }

    /// Passes on the body as it arrives and returns the trailer fields.
    ///
    /// Throws when the sender breaks off.
    func forward(_ take: ([UInt8]) async -> Void) async throws -> HTTPTransport.HTTPFields {
        for try await piece in body { await take(Array(buffer: piece)) }
        return try await trailers.take()
    }
}
