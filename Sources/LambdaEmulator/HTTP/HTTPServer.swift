import HTTPTransport
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// Serves HTTP on a loopback port for as long as `body` runs; port 0 takes any free one.
func withHTTPServer<Value>(
    port: Int,
    respond: @escaping @Sendable (IncomingRequest) async -> HTTPAnswer,
    _ body: (_ server: HTTPServer) async throws -> Value
) async throws -> Value {
    let (servers, announcement) = AsyncStream.makeStream(of: HTTPServer.self)
    let connections = AcceptedConnections()
    let server = Application(
        responder: CallbackResponder { (request, context: ConnectionContext) in
            await Response(respond(IncomingRequest(request, context.trailers)))
        },
        server: .http1(configuration: .init(additionalChannelHandlers: [RequestTrailers()])),
        configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
        onServerRunning: { channel in
            // It fails on a server that has ended already, which announces nothing.
            try? await channel.pipeline.addHandler(connections, position: .first).get()
            let port = channel.localAddress?.port ?? port
            announcement.yield(HTTPServer(port: port, connections: connections))
        },
        logger: .quiet
    )
    let service = ServiceGroup(services: [server], logger: .quiet)
    // Not a child task: cancelled while a connection is being made, the server would trap. It ends
    // with this function all the same.
    let serving = Task {
        defer { announcement.finish() }
        try await service.run()
    }
    let result = await Result {
        for await server in servers { return try await body(server) }
        throw CancellationError()
    }
    await service.triggerGracefulShutdown()
    try await serving.value
    return try result.get()
}

/// A server that is running.
struct HTTPServer {
    let port: Int
    fileprivate let connections: AcceptedConnections

    /// Waits until it has read all that its client, which has ended, has sent.
    func readsToTheEnd() async {
        await connections.areClosed(port: port)
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do {
            self = .success(try await body())
        } catch {
            self = .failure(error)
        }
    }
}

/// What a request knows of the connection it came over.
private struct ConnectionContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let trailers: RequestTrailers.Source

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        trailers = RequestTrailers.Source(channel: source.channel)
    }
}

extension Response {
    fileprivate init(_ answer: HTTPAnswer) {
        switch answer {
        case .whole(let response):
            self.init(response, ResponseBody(byteBuffer: ByteBuffer(bytes: response.body)))
        case .streamed(let head, let pieces):
            self.init(
                head,
                ResponseBody { writer in
                    var body = BodyWriter(writer)
                    try await pieces(&body)
                    try await body.finish()
                }
            )
        }
    }

    private init(_ head: HTTPTransport.HTTPResponse, _ body: ResponseBody) {
        var headers = HTTPTypes.HTTPFields()
        for field in head.fields.all {
            guard let name = HTTPField.Name(field.name) else { continue }
            headers.append(HTTPField(name: name, value: field.value))
        }
        self.init(
            status: HTTPTypes.HTTPResponse.Status(code: head.status),
            headers: headers,
            body: body
        )
    }
}

extension Logger {
    /// The servers say nothing themselves; what matters is told by the emulator.
    fileprivate static var quiet: Logger {
        Logger(label: "perdure.http") { _ in SwiftLogNoOpLogHandler() }
    }
}
