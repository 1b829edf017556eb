import CCurl

/// Sets options on a handle and remembers the first that libcurl refused.
struct CurlOptions {
    let handle: UnsafeMutableRawPointer
    private(set) var outcome = CURLE_OK

    init(handle: UnsafeMutableRawPointer) {
        self.handle = handle
    }

    mutating func set(_ option: CURLoption, _ value: Int) {
        if outcome == CURLE_OK { outcome = perdure_setopt_long(handle, option, value) }
    }

    mutating func set(_ option: CURLoption, _ value: String) {
        if outcome == CURLE_OK { outcome = perdure_setopt_string(handle, option, value) }
    }
}
