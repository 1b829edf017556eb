// zlib for Swift: the header, and functions for the two macros that start a raw deflate stream.
#ifndef PERDURE_CZLIB_H
#define PERDURE_CZLIB_H

#include <zlib.h>

/// Starts compression without zlib's own header and trailer, as zip wants it.
static inline int perdure_raw_deflate_init(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY);
}

/// Starts decompression of a stream without zlib's own header and trailer.
static inline int perdure_raw_inflate_init(z_stream *stream) {
    return inflateInit2(stream, -MAX_WBITS);
}

/// Starts decompression of a gzip stream, with its header and trailer.
static inline int perdure_gzip_inflate_init(z_stream *stream) {
    return inflateInit2(stream, 16 + MAX_WBITS);
}

#endif
