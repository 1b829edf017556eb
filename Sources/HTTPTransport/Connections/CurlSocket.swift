import CCurl
import Glibc

/// A connection that libcurl made and hands over: name lookup, proxy and TLS are libcurl's, the
/// bytes that travel over it are ours (`CURLOPT_CONNECT_ONLY`).
///
/// Without TLS there is nothing for libcurl to do to them, so they go straight to the socket: then a
/// reader without a time-out blocks in `recv`, which takes half the system calls of `poll` and `recv`.
///
/// Source: libcurl's manual pages of `curl_easy_send` and `curl_easy_recv`.
struct CurlSocket: ~Copyable, Sendable {
    enum Transfer {
        case bytes(Int)
        case wouldBlock
        /// The peer closed or reset the connection.
        case closed
    }

    // Unsafe for the compiler only: libcurl lets a handle move between threads, and nobody can copy this one's owner,
    // who lets one thread at a time use it.
    private nonisolated(unsafe) let handle: UnsafeMutableRawPointer
    let descriptor: CInt

    /// Whether the bytes on the socket are the ones we send; with TLS, some that have arrived may be
    /// waiting where the descriptor does not show them.
    let isPlain: Bool

    /// Blocks the calling thread until the connection is made; without a deadline for 30 s at most.
    init(
        to origin: Origin,
        until deadline: ContinuousClock.Instant?,
        certificates: String? = nil
    ) throws(HTTPError) {
        let longest = Duration.seconds(30)
        let timeout = deadline.map { min($0 - .now, longest) } ?? longest
        guard timeout > .zero else { throw .timedOut(mayHaveBeenSent: false) }
        guard CurlLibrary.isReady, let handle = curl_easy_init() else {
            throw .cannotConnect(origin, reason: "libcurl cannot be initialised")
        }
        do throws(HTTPError) {
            descriptor = try Self.connect(handle, to: origin, timeout, certificates)
        } catch {
            curl_easy_cleanup(handle)
            throw error
        }
        self.handle = handle
        isPlain = origin.scheme == .http
        // libcurl leaves it non-blocking; each plain transfer says for itself whether it waits.
        if isPlain { _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK) }
    }

    deinit { curl_easy_cleanup(handle) }

    borrowing func send(_ bytes: ArraySlice<UInt8>) -> Transfer {
        if isPlain { return sendPlain(bytes) }
        var count = 0
        let code = bytes.withUnsafeBytes {
            curl_easy_send(handle, $0.baseAddress, $0.count, &count)
        }
        return Self.transfer(code, count)
    }

    /// Reads into the start of `buffer`, which must not be empty; only a plain socket can wait.
    borrowing func receive(into buffer: inout [UInt8], waiting: Bool = false) -> Transfer {
        if isPlain { return receivePlain(into: &buffer, waiting: waiting) }
        var count = 0
        let code = buffer.withUnsafeMutableBytes {
            curl_easy_recv(handle, $0.baseAddress, $0.count, &count)
        }
        return code == CURLE_OK && count == 0 ? .closed : Self.transfer(code, count)
    }

    /// Whether a kept connection is still open and silent, as it must be between two exchanges.
    var isIdle: Bool {
        var byte: [UInt8] = [0]
        return if case .wouldBlock = receive(into: &byte) { true } else { false }
    }

    private static func transfer(_ code: CURLcode, _ count: Int) -> Transfer {
        switch code {
        case CURLE_OK: .bytes(count)
        case CURLE_AGAIN: .wouldBlock
        default: .closed
        }
    }
}

// MARK: - Without TLS

extension CurlSocket {
    private borrowing func sendPlain(_ bytes: ArraySlice<UInt8>) -> Transfer {
        let flags = CInt(MSG_NOSIGNAL | MSG_DONTWAIT)
        let count = bytes.withUnsafeBytes {
            Glibc.send(descriptor, $0.baseAddress, $0.count, flags)
        }
        return count > 0 ? .bytes(count) : Self.plainTransfer(errno)
    }

    private borrowing func receivePlain(into buffer: inout [UInt8], waiting: Bool) -> Transfer {
        let flags = waiting ? 0 : CInt(MSG_DONTWAIT)
        while true {
            let count = buffer.withUnsafeMutableBytes {
                recv(descriptor, $0.baseAddress, $0.count, flags)
            }
            if count >= 0 { return count == 0 ? .closed : .bytes(count) }
            // A signal interrupts a wait that nobody meant to end.
            if errno != EINTR { return Self.plainTransfer(errno) }
        }
    }

    private static func plainTransfer(_ code: CInt) -> Transfer {
        code == EAGAIN || code == EWOULDBLOCK || code == EINTR ? .wouldBlock : .closed
    }
}

// MARK: - Connecting

extension CurlSocket {
    private static func connect(
        _ handle: UnsafeMutableRawPointer,
        to origin: Origin,
        _ timeout: Duration,
        _ certificates: String?
    ) throws(HTTPError) -> CInt {
        let message = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
        message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        defer {
            _ = perdure_setopt_error_buffer(handle, nil)
            message.deallocate()
        }
        _ = perdure_setopt_error_buffer(handle, message)
        var code = configure(handle, for: origin, timeout, certificates)
        if code == CURLE_OK { code = curl_easy_perform(handle) }
        guard code == CURLE_OK else {
            throw failure(code, String(cString: message), origin)
        }
        let descriptor = perdure_active_socket(handle)
        guard descriptor >= 0 else { throw failure(CURLE_COULDNT_CONNECT, "", origin) }
        return descriptor
    }

    private static func configure(
        _ handle: UnsafeMutableRawPointer,
        for origin: Origin,
        _ timeout: Duration,
        _ certificates: String?
    ) -> CURLcode {
        var options = CurlOptions(handle: handle)
        options.set(CURLOPT_URL, origin.description)
        options.set(CURLOPT_CONNECT_ONLY, 1)
        // Without it libcurl would change the process's signal handlers in each of our threads.
        options.set(CURLOPT_NOSIGNAL, 1)
        options.set(CURLOPT_CONNECTTIMEOUT_MS, timeout.wholeMilliseconds)
        switch origin.scheme {
        case .http:
            options.set(CURLOPT_PROXY, "")
        case .https:
            options.set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
            if let file = certificates ?? CertificateBundle.path {
                options.set(CURLOPT_CAINFO, file)
            }
        }
        return options.outcome
    }

    private static func failure(_ code: CURLcode, _ message: String, _ origin: Origin) -> HTTPError
    {
        let reason = message.isEmpty ? String(cString: curl_easy_strerror(code)) : message
        return switch code {
        case CURLE_OPERATION_TIMEDOUT: .timedOut(mayHaveBeenSent: false)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_CERTPROBLEM:
            .tls(origin, reason: reason)
        default: .cannotConnect(origin, reason: reason)
        }
    }
}
