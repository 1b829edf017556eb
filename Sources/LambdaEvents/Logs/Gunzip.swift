import CZlib

/// Unpacks one gzip member, to `limit` bytes at the most: a few bytes must not fill the memory.
///
/// Source: RFC 1952.
func gunzip(_ bytes: [UInt8], limit: Int = 64 << 20) throws(GzipError) -> [UInt8] {
    var stream = z_stream()
    // It fails only for want of memory.
    guard perdure_gzip_inflate_init(&stream) == Z_OK else { throw .tooLarge }
    defer { inflateEnd(&stream) }
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var status = Z_OK
    var packed = bytes
    return try packed.withUnsafeMutableBufferPointer { packed throws(GzipError) in
        stream.next_in = packed.baseAddress
        stream.avail_in = uInt(packed.count)
        while status != Z_STREAM_END {
            let count = chunk.withUnsafeMutableBufferPointer { chunk in
                stream.next_out = chunk.baseAddress
                stream.avail_out = uInt(chunk.count)
                status = inflate(&stream, Z_NO_FLUSH)
                return chunk.count - Int(stream.avail_out)
            }
            output += chunk[..<count]
            guard output.count <= limit else { throw .tooLarge }
            switch status {
            case Z_OK, Z_STREAM_END: continue
            case Z_BUF_ERROR: throw .truncated
            default: throw .invalid
            }
        }
        return output
    }
}

/// Why bytes cannot be unpacked.
public enum GzipError: Error, Equatable {
    /// The bytes end too early.
    case truncated
    /// The bytes are no gzip, or are damaged.
    case invalid
    /// What they unpack to is larger than anything AWS sends.
    case tooLarge
}
