import DurableExecution
import Foundation
import TestServices
import Testing

@testable import LambdaEmulator

/// AWS's conformance cases, with boto3 as the client.
@Suite struct `The emulator and AWS's conformance cases` {
    @Test func `agree on every result and every history`() async throws {
        let path = repositoryRoot.appending(path: "Tests/ConformanceFunction/template.yaml").path()
        let template = try Template(
            yaml: String(contentsOfFile: path, encoding: .utf8),
            file: path
        )
        var settings = Emulator.Settings(folder: "/")
        settings.port = 0
        settings.skipsTime = true
        settings.time = SlowTime()
        settings.executables = Dictionary(
            uniqueKeysWithValues: template.functions.map {
                ($0.logicalID, builtProduct("ConformanceFunction"))
            }
        )
        let output = try await Emulator(template, settings).serve { port in
            try await Self.judge("http://127.0.0.1:\(port)", path)
        }
        #expect(output.hasSuffix(" passed, 0 failed\n"), "\(output)")
    }

    private static func judge(_ endpoint: String, _ template: String) async throws -> String {
        let script = repositoryRoot.appending(path: "Tests/Conformance/run").path()
        let python = try BuildTool("python").path
        let arguments = [script, "--endpoint", endpoint, "--template", template]
        return try await Command(python, arguments).run().output
    }
}

/// A clock that is five times slower.
///
/// A wait of a second is to be over after the invocation that has begun it, on a machine that does several things at
/// once as well. Where nothing but time can move an execution on, that is skipped.
private struct SlowTime: Timekeeper {
    private let start = SystemTime().now

    var now: Timestamp {
        let elapsed = start.duration(to: SystemTime().now)
        return start.advanced(by: elapsed / 5)
    }

    func sleep(until moment: Timestamp) async throws(CancellationError) {
        let elapsed = start.duration(to: moment)
        try await SystemTime().sleep(until: start.advanced(by: elapsed * 5))
    }
}
