import Foundation
import HTTPTransport
import LambdaPackager
import TestServices

/// AWS's runtime interface emulator with one function.
final class RuntimeInterfaceEmulator: Sendable {
    private let root: EmptyRoot?
    private let process: ServiceProcess
    private let origin: Origin
    private let http = HTTPClient()

    /// A packaged function, it and the emulator inside an empty root.
    ///
    /// With a concurrency the emulator plays a Managed Instance, which is the stricter mode: it checks invocation ids
    /// and reads the trailers of a streamed answer. It then wants to be root, so as to run the function as somebody
    /// else.
    convenience init(
        _ sample: Sample,
        concurrency: Int? = nil,
        environment: [String: String] = [:],
        files: [String: [UInt8]] = [:]
    ) async throws {
        let root = try EmptyRoot(of: sample, files: files)
        let emulator = try BuildTool("aws-lambda-rie").path
        try Files.replace("\(root.folder)/rie", with: Files.read(emulator), isExecutable: true)
        let mode = concurrency.map { ["AWS_LAMBDA_MAX_CONCURRENCY": "\($0)"] } ?? [:]
        try await self.init(emulator: "/rie", bootstrap: "/var/task/bootstrap", in: root) {
            root.command(
                $0,
                as: mode.isEmpty ? .unprivileged : .root,
                environment: environment.merging(mode) { $1 }
            )
        }
    }

    /// An executable that was built for the tests, on this machine's own root.
    convenience init(product: String, environment: [String: String]) async throws {
        let emulator = try BuildTool("aws-lambda-rie").path
        let bootstrap = builtProduct(product)
        try await self.init(emulator: emulator, bootstrap: bootstrap, environment: environment)
    }

    private init(
        emulator: String,
        bootstrap: String,
        in root: EmptyRoot? = nil,
        environment: [String: String] = [:],
        wrapping wrap: ([String]) -> [String] = { $0 }
    ) async throws {
        self.root = root
        let port = try freePort()
        origin = Origin(.http, host: "127.0.0.1", port: port)
        let command = [
            emulator, "--log-level", "error",
            "--runtime-interface-emulator-address", "127.0.0.1:\(port)",
            "--runtime-api-address", "127.0.0.1:\(try freePort())",
            bootstrap,
        ]
        process = try ServiceProcess(wrap(command), environment: environment)
        try await waitUntilItListens()
    }

    /// Waits until the function, or the emulator, has written this text.
    func waitForOutput(_ text: String) async throws {
        try await process.waitForOutput(text)
    }

    /// The function's answer to an event.
    ///
    /// A Managed Instance keeps no event waiting: while the function asks for none, the emulator refuses it at once. An
    /// event that it refused has not been seen by the function and is offered again.
    func invoke(_ event: [UInt8], fields: HTTPFields = [:]) async throws -> HTTPResponse {
        let request = HTTPRequest(
            method: "POST",
            target: "/2015-03-31/functions/function/invocations",
            fields: fields,
            body: event
        )
        let deadline = ContinuousClock.now + .seconds(120)
        while true {
            let answer = try await http.send(
                request,
                to: origin,
                timeout: .seconds(120),
                isIdempotent: false
            )
            guard answer.fields["Error-Type"] == "Runtime.Unavailable", .now < deadline else {
                return answer
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    func invoke(_ event: String) async throws -> String {
        String(decoding: try await invoke(Array(event.utf8)).body, as: UTF8.self)
    }

    /// The emulator says nothing when it is ready, so its port is tried until it is open.
    private func waitUntilItListens() async throws {
        let deadline = ContinuousClock.now + .seconds(120)
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
            } catch {
                guard ContinuousClock.now < deadline else { throw NotListening(process, error) }
                try await Task.sleep(for: .milliseconds(5))
            }
        }
    }
}

/// The emulator has not opened its port in time.
private struct NotListening: Error, CustomStringConvertible {
    let description: String

    init(_ process: ServiceProcess, _ error: any Error) {
        description = "\(error) The emulator wrote: \(process.lastOutput)"
    }
}
