import HTTPTransport
import HTTPTypes
import NIOCore
import NIOHTTPTypes
import Synchronization

/// Keeps the trailer fields of a connection's requests, which the HTTP server itself drops.
final class RequestTrailers: ChannelInboundHandler, RemovableChannelHandler, Sendable {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    private let last = Mutex<HTTPTypes.HTTPFields?>(nil)

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // The next request, if it comes early, has no trailers and leaves these alone.
        if case .end(.some(let trailers)) = unwrapInboundIn(data) {
            last.withLock { $0 = trailers }
        }
        context.fireChannelRead(data)
    }

    private func take() -> HTTPTypes.HTTPFields {
        last.withLock { last in
            defer { last = nil }
            return last ?? [:]
        }
    }
}

extension RequestTrailers {
    /// The trailers of one connection, for those who handle its requests.
    struct Source: Sendable {
        let channel: any Channel

        /// The trailers of the request whose body has just ended.
        func take() async throws -> HTTPTransport.HTTPFields {
            let keeper = try await channel.pipeline.handler(type: RequestTrailers.self).get()
            return HTTPTransport.HTTPFields(
                keeper.take().map { .init(name: $0.name.rawName, value: $0.value) }
            )
        }
    }
}
