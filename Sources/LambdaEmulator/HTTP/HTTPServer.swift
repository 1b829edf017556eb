import HTTPTransport
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Serves HTTP on a loopback port for as long as `body` runs; port 0 takes any free one.
///
/// A request whose body is longer than `largestBody` reaches `respond` with
/// ``HTTPServerRequest/isTooLarge`` set and without its body.
func withHTTPServer<Result>(
    port: Int,
    largestBody: Int,
    respond: @escaping @Sendable (HTTPServerRequest) async -> HTTPTransport.HTTPResponse,
    _ body: (_ port: Int) async throws -> Result
) async throws -> Result {
    let (ports, announcement) = AsyncStream.makeStream(of: Int.self)
    let server = Application(
        responder: CallbackResponder { (request, _: BasicRequestContext) in
            await Response(respond(HTTPServerRequest(request, largestBody: largestBody)))
        },
        configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
        onServerRunning: { announcement.yield($0.localAddress?.port ?? port) },
        logger: .quiet
    )
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
            defer { announcement.finish() }
            try await server.run()
        }
        var running = ports.makeAsyncIterator()
        guard let port = await running.next() else {
            try await group.waitForAll()
            throw CancellationError()
        }
        defer { group.cancelAll() }
        return try await body(port)
    }
}

/// A request with the whole of its body.
struct HTTPServerRequest: Sendable {
    let message: HTTPTransport.HTTPRequest
    let isTooLarge: Bool

    init(_ message: HTTPTransport.HTTPRequest, isTooLarge: Bool = false) {
        self.message = message
        self.isTooLarge = isTooLarge
    }

    fileprivate init(_ request: Request, largestBody: Int) async {
        var message = HTTPTransport.HTTPRequest(
            method: request.method.rawValue,
            target: request.head.path ?? "/"
        )
        for field in request.headers {
            message.fields.append(field.name.rawName, field.value)
        }
        do {
            message.body = Array(buffer: try await request.body.collect(upTo: largestBody))
            self.init(message)
        } catch {
            self.init(message, isTooLarge: error is NIOTooManyBytesError)
        }
    }
}

extension Response {
    fileprivate init(_ response: HTTPTransport.HTTPResponse) {
        var headers = HTTPTypes.HTTPFields()
        for field in response.fields.all {
            guard let name = HTTPField.Name(field.name) else { continue }
            headers.append(HTTPField(name: name, value: field.value))
        }
        self.init(
            status: HTTPTypes.HTTPResponse.Status(code: response.status),
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: response.body))
        )
    }
}

extension Logger {
    /// The servers say nothing themselves; what matters is told by the emulator.
    fileprivate static var quiet: Logger {
        Logger(label: "perdure.http") { _ in SwiftLogNoOpLogHandler() }
    }
}
