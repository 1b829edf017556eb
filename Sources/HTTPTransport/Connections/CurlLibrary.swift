import CCurl

/// The once-per-process part of libcurl.
enum CurlLibrary {
    /// False where libcurl refuses to start, for want of memory.
    ///
    /// No subsystem is asked for by name: TLS belongs to the first HTTPS connection, not to the
    /// cold start. Stock libcurl prepares its TLS library here all the same; the one that
    /// `deploy` builds does not.
    static let isReady = curl_global_init(Int(CURL_GLOBAL_NOTHING)) == CURLE_OK
}
