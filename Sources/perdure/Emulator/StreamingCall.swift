import HTTPTransport
import NIOCore
import NIOHTTP1
import NIOPosix

/// A request whose answer is read as it comes.
struct StreamingCall {
    let endpoint: Endpoint
    let request: HTTPTransport.HTTPRequest

    enum Part {
        case head(HTTPResponse)
        case bytes([UInt8])
    }

    /// Passes on the head of the answer and then each piece of its body.
    func run(_ take: (Part) throws -> Void) async throws {
        let connected: NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>
        do {
            connected = try await connect()
        } catch is NIOConnectionError {
            throw CommandError.unreachable(endpoint)
        }
        try await connected.executeThenClose { inbound, outbound in
            try await outbound.write(.head(head))
            try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: request.body))))
            try await outbound.write(.end(nil))
            for try await part in inbound {
                switch part {
                case .head(let head): try take(.head(HTTPResponse(head)))
                case .body(let bytes): try take(.bytes(Array(buffer: bytes)))
                case .end: return
                }
            }
            throw CommandError.failed(endpoint, "it was broken off")
        }
    }

    private func connect() async throws -> NIOAsyncChannel<
        HTTPClientResponsePart, HTTPClientRequestPart
    > {
        guard endpoint.origin.scheme == .http else { throw CommandError.streamsNeedHTTP(endpoint) }
        return try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: endpoint.origin.host, port: endpoint.origin.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
                }
            }
    }

    private var head: HTTPRequestHead {
        var headers = HTTPHeaders(request.fields.all.map { ($0.name, $0.value) })
        headers.add(name: "Host", value: "\(endpoint.origin.host):\(endpoint.origin.port)")
        headers.add(name: "Content-Length", value: "\(request.body.count)")
        return HTTPRequestHead(
            version: .http1_1,
            method: HTTPMethod(rawValue: request.method),
            uri: request.target,
            headers: headers
        )
    }
}

extension HTTPResponse {
    fileprivate init(_ head: HTTPResponseHead) {
        let fields = head.headers.map { HTTPFields.Field(name: $0.name, value: $0.value) }
        self.init(status: Int(head.status.code), fields: HTTPFields(fields))
    }
}
