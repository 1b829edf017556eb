import LoopbackServer
import TestServices

/// `CrashingBootstrap`, run until it was dead, and what it left behind.
struct CrashedFunction {
    /// What it sent to the Runtime API after its first event, or instead of asking for one.
    let report: LoopbackRequest?
    let log: String
    let signal: Int32

    /// `event` names the way to crash.
    init(event: String, attempt: String = "attempt-1", concurrency: Int = 1) async throws {
        let fields = [
            "Lambda-Runtime-Aws-Request-Id": "order/7",
            "Lambda-Runtime-Invocation-Id": attempt,
            "Lambda-Runtime-Deadline-Ms": "4000000000000",
            "Lambda-Runtime-Invoked-Function-Arn":
                "arn:aws:lambda:eu-central-1:123456789012:function:test",
        ]
        let environment = ["AWS_LAMBDA_MAX_CONCURRENCY": "\(concurrency)"]
        try await self.init(environment: environment) {
            try $0.respond(fields: fields, body: event)
        }
    }

    init(startingWith way: String) async throws {
        try await self.init(environment: ["CRASH_WHILE_STARTING": way]) { _ in }
    }

    private init(
        environment: [String: String],
        answer: @escaping @Sendable (LoopbackPeer) throws -> Void
    ) async throws {
        let (stream, found) = AsyncStream.makeStream(of: LoopbackRequest.self)
        let server = try LoopbackServer { peer, index in
            let request = try peer.readRequest()
            guard request.line.hasPrefix("POST") else {
                return index == 0 ? try answer(peer) : try peer.respond(403)
            }
            found.yield(request)
            try peer.respond(202)
        }
        var command = Command(builtProduct("CrashingBootstrap"), [])
        command.environment = environment.merging([
            "AWS_LAMBDA_RUNTIME_API": "127.0.0.1:\(server.port)",
            // Swift's own crash handler would say the same again, at length.
            "SWIFT_BACKTRACE": "enable=no",
        ]) { $1 }
        let result = try await command.run()
        withExtendedLifetime(server) {}
        found.finish()
        report = await stream.first { _ in true }
        log = result.output + result.errors
        signal = result.status
    }
}
