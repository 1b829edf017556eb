import HTTPTransport
import Hummingbird
import NIOCore

/// An answer of the emulator: complete, or a head whose body follows in pieces.
enum HTTPAnswer: Sendable {
    case whole(HTTPTransport.HTTPResponse)
    /// Each piece goes out as it is written. An error breaks the connection off, so that the client
    /// cannot take a part for the whole.
    case streamed(
        HTTPTransport.HTTPResponse,
        @concurrent @Sendable (_ body: inout BodyWriter) async throws -> Void
    )
}

/// The body of a streamed answer.
struct BodyWriter {
    private var writer: any ResponseBodyWriter

    init(_ writer: any ResponseBodyWriter) {
        self.writer = writer
    }

    @concurrent mutating func write(_ piece: [UInt8]) async throws {
        try await writer.write(ByteBuffer(bytes: piece))
    }

    @concurrent consuming func finish() async throws {
        try await writer.finish(nil)
    }
}
