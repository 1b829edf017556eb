import CZlib

/// Raw deflate streams, as zip stores them.
///
/// Source: RFC 1951.
enum Deflate {
    static func compress(_ content: [UInt8]) throws(ZipError) -> [UInt8] {
        var stream = z_stream()
        guard perdure_raw_deflate_init(&stream, Z_BEST_COMPRESSION) == Z_OK else {
            throw .damaged("compression does not start")
        }
        defer { deflateEnd(&stream) }
        let capacity = Int(deflateBound(&stream, UInt(content.count)))
        let (status, output) = run(&stream, content, capacity: capacity) { deflate($0, Z_FINISH) }
        guard status == Z_STREAM_END else { throw .damaged("compression does not end") }
        return output
    }

    /// A stream that holds more or less than `size` bytes is an error.
    static func decompress(_ stored: [UInt8], size: Int) throws(ZipError) -> [UInt8] {
        var stream = z_stream()
        guard perdure_raw_inflate_init(&stream) == Z_OK else {
            throw .damaged("decompression does not start")
        }
        defer { inflateEnd(&stream) }
        // One byte more than expected shows a stream that holds more than it says.
        let (status, output) = run(&stream, stored, capacity: size + 1) { inflate($0, Z_FINISH) }
        guard status == Z_STREAM_END, output.count == size, stream.avail_in == 0 else {
            throw .damaged("a file's compressed content is not what its entry says")
        }
        return output
    }

    private static func run(
        _ stream: inout z_stream,
        _ input: [UInt8],
        capacity: Int,
        _ step: (UnsafeMutablePointer<z_stream>) -> Int32
    ) -> (status: Int32, output: [UInt8]) {
        var input = input
        var status = Z_STREAM_ERROR
        let output = input.withUnsafeMutableBufferPointer { source in
            [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(capacity)
                status = step(&stream)
                count = capacity - Int(stream.avail_out)
            }
        }
        return (status, output)
    }
}

/// The CRC-32 of a file in an archive.
package func checksum(of content: [UInt8]) -> UInt32 {
    UInt32(truncatingIfNeeded: crc32_z(0, content, content.count))
}
