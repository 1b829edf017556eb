import Foundation
import HTTPTransport
import LambdaPackager
import TestServices

/// AWS's runtime interface emulator with a packaged function, both inside an empty root.
final class RuntimeInterfaceEmulator {
    private let root: EmptyRoot
    private let process: ServiceProcess
    private let origin: Origin
    private let http = HTTPClient()

    init(_ sample: Sample) async throws {
        let emulator = try BuildTool("aws-lambda-rie")
        root = try EmptyRoot(of: sample)
        try Files.replace(
            "\(root.folder)/rie",
            with: Files.read(emulator.path),
            isExecutable: true
        )
        let port = try freePort()
        origin = Origin(.http, host: "127.0.0.1", port: port)
        process = try ServiceProcess(
            root.command([
                "/rie", "--log-level", "error",
                "--runtime-interface-emulator-address", "127.0.0.1:\(port)",
                "--runtime-api-address", "127.0.0.1:\(try freePort())",
                "/var/task/bootstrap",
            ])
        )
        try await waitUntilItListens()
    }

    func invoke(_ event: [UInt8]) async throws -> HTTPResponse {
        let request = HTTPRequest(
            method: "POST",
            target: "/2015-03-31/functions/function/invocations",
            body: event
        )
        return try await http.send(request, to: origin, timeout: .seconds(30), isIdempotent: false)
    }

    /// The emulator says nothing when it is ready, so its port is tried until it is open.
    private func waitUntilItListens() async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        let question = HTTPRequest(method: "GET", target: "/")
        while true {
            do {
                _ = try await http.send(
                    question,
                    to: origin,
                    timeout: .seconds(1),
                    isIdempotent: true
                )
                return
            } catch  where ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(5))
            }
        }
    }
}
