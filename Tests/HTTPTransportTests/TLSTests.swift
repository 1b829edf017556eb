import Foundation
import Testing

@testable import HTTPTransport

/// Exchanges over TLS with OpenSSL's own test server, whose certificate was made a moment ago.
struct TLSTests {
    private let server: TLSServer

    init() throws {
        server = try TLSServer()
    }

    @Test
    func `An answer comes over TLS from a server whose certificate is trusted`() throws {
        var connection = HTTPConnection(to: server.origin, certificates: server.certificate)
        let response = try connection.exchange(HTTPRequest(method: "GET", target: "/"))
        #expect(response.status == 200)
        #expect(String(decoding: response.body, as: UTF8.self).contains("TLSv1.3"))
    }

    @Test
    func `A certificate nobody trusts is a TLS error that names the address`() throws {
        var connection = HTTPConnection(to: server.origin)
        let error = #expect(throws: HTTPError.self) {
            try connection.exchange(HTTPRequest(method: "GET", target: "/"))
        }
        guard case .tls(server.origin, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}

/// `openssl s_server`, which ends when the test does.
private final class TLSServer {
    let origin: Origin
    let certificate: String
    private let process: Process
    private let directory: URL

    init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        certificate = directory.appending(path: "certificate.pem").path
        let key = directory.appending(path: "key.pem").path
        let making = try Self.openssl([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-subj", "/CN=test", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2",
            "-keyout", key, "-out", certificate,
        ])
        making.process.waitUntilExit()
        let serving = try Self.openssl([
            "s_server", "-accept", "127.0.0.1:0", "-www", "-key", key, "-cert", certificate,
        ])
        process = serving.process
        origin = Origin(.https, host: "127.0.0.1", port: try Self.port(announcedOn: serving.output))
    }

    deinit {
        process.terminate()
        try? FileManager.default.removeItem(at: directory)  // It is in the temporary directory.
    }

    private static func openssl(
        _ arguments: [String]
    ) throws -> (process: Process, output: FileHandle) {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        return (process, output.fileHandleForReading)
    }

    /// Reads `ACCEPT 127.0.0.1:PORT`.
    private static func port(announcedOn output: FileHandle) throws -> Int {
        var text = ""
        while !text.contains(/ACCEPT 127.0.0.1:\d+\n/) {
            text += String(decoding: try #require(try output.read(upToCount: 1)), as: UTF8.self)
        }
        let match = try #require(text.firstMatch(of: /ACCEPT 127.0.0.1:(\d+)/))
        return try #require(Int(match.1))
    }
}
