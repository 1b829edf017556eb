import DurableExecution
import Foundation
import HTTPTransport
import TestServices
import Testing

@testable import LambdaEmulator

/// An emulator on a free port, with functions whose bootstraps are built with the tests.
struct EmulatorHarness {
    let port: Int
    let events: AsyncStream<EmulatorEvent>
    var endpoint: String { "http://127.0.0.1:\(port)" }
    private let http = HTTPClient()

    /// Serves for as long as `body` runs; every function is a folder with a `bootstrap`.
    static func run<Result: Sendable>(
        _ functions: [FunctionDefinition],
        endpoints: [HTTPEndpoint] = [],
        time: any Timekeeper = SystemTime(),
        faults: [Fault] = [],
        _ body: (EmulatorHarness) async throws -> Result
    ) async throws -> Result {
        let (events, reports) = AsyncStream.makeStream(of: EmulatorEvent.self)
        var settings = Emulator.Settings(folder: "/")
        settings.port = 0
        settings.time = time
        settings.faults = faults
        settings.report = { reports.yield($0) }
        let template = Template(functions: functions, endpoints: endpoints)
        return try await Emulator(template, settings).serve { port in
            try await body(EmulatorHarness(port: port, events: events))
        }
    }

    func invoke(
        _ function: String,
        _ event: String,
        fields: HTTPFields = [:]
    ) async throws -> HTTPResponse {
        try await send(
            "POST",
            "/2015-03-31/functions/\(function)/invocations",
            fields: fields,
            body: Array(event.utf8)
        )
    }

    func send(
        _ method: String,
        _ target: String,
        fields: HTTPFields = [:],
        body: [UInt8] = []
    ) async throws -> HTTPResponse {
        try await http.send(
            HTTPRequest(method: method, target: target, fields: fields, body: body),
            to: Origin(.http, host: "127.0.0.1", port: port),
            timeout: .seconds(600),
            isIdempotent: false
        )
    }

    /// Waits for the first event for which `matches` has an answer.
    @discardableResult
    func first<Found>(_ matches: (EmulatorEvent.Kind) -> Found?) async throws -> Found {
        for await event in events {
            if let found = matches(event.kind) { return found }
        }
        throw NoSuchEvent()
    }

    private struct NoSuchEvent: Error {}
}

extension HTTPResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
}

extension FunctionDefinition {
    /// A function made of an executable that SwiftPM builds beside the tests.
    static func built(
        _ product: String,
        named name: String = "F",
        in folder: String,
        handler: String = "bootstrap",
        timeout: Duration = .seconds(30),
        environment: [String: String] = [:],
        durability: Durability? = nil,
        reservedConcurrency: Int? = nil
    ) throws -> FunctionDefinition {
        let code = "\(folder)/\(name)"
        try FileManager.default.createDirectory(atPath: code, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: "\(code)/bootstrap",
            withDestinationPath: builtProduct(product)
        )
        return FunctionDefinition(
            logicalID: name,
            name: name,
            codeURI: code,
            handler: handler,
            timeout: timeout,
            environment: environment,
            durability: durability,
            reservedConcurrency: reservedConcurrency
        )
    }
}

/// Runs the body with a folder of its own, which is removed afterwards.
func withTemporaryFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("perdure-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // What is left behind lies in the system's temporary folder.
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await body(folder)
}
