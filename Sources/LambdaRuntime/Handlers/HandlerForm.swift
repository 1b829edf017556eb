/// A handler in one of the two forms that the loop knows.
enum HandlerForm {
    case buffered(contentType: String, Lambda.ByteHandler)
    case streaming(contentType: String, Lambda.ByteStreamer)
}

extension Lambda {
    /// A handler that takes an event's bytes and gives the answer's bytes.
    public typealias ByteHandler = ([UInt8], Invocation) async throws -> [UInt8]
    /// A handler that takes an event's bytes and writes the answer's.
    public typealias ByteStreamer = ([UInt8], ResponseWriter, Invocation) async throws -> Void
}
