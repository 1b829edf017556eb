import NIOCore
import NIOPosix
import Synchronization

/// The connections that a server has accepted, so that it can be ended without losing what has been
/// sent to it.
final class AcceptedConnections: ChannelInboundHandler, Sendable {
    typealias InboundIn = any Channel
    typealias InboundOut = any Channel

    private let open = Mutex(0)
    private let counts: AsyncStream<Int>
    private let counted: AsyncStream<Int>.Continuation

    init() {
        (counts, counted) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        count(1)
        unwrapInboundIn(data).closeFuture.whenComplete { _ in self.count(-1) }
        context.fireChannelRead(data)
    }

    private func count(_ change: Int) {
        open.withLock { open in
            open += change
            counted.yield(open)
        }
    }

    /// Waits until all connections are closed that were made until now; their peers are gone.
    ///
    /// A peer that lives on all the same is given up after a moment.
    func areClosed(port: Int) async {
        // Without a connection of our own there is nothing to wait for: the server is gone.
        guard (try? await Self.queue(port)) != nil else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await open in self.counts where open == 0 { return } }
            // Cancelled: all is closed.
            group.addTask { try? await Task.sleep(for: .seconds(1)) }
            await group.next()
            group.cancelAll()
        }
    }

    /// Waits until the server has accepted, and closed, a connection of our own: those that were made
    /// before it are accepted by then.
    private static func queue(_ port: Int) async throws {
        let connection = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(isOutboundHalfClosureEnabled: true)
                    )
                }
            }
        try await connection.executeThenClose { inbound, outbound in
            outbound.finish()
            for try await _ in inbound {}
        }
    }
}
