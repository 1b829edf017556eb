import Foundation
import HTTPTransport
import LoopbackServer
import Synchronization

@testable import LambdaRuntime

/// A Runtime API that gives one scripted answer to each call, and 403 once the script is over.
final class ScriptedLambda: Sendable {
    enum Answer: Sendable {
        case event(String)
        /// An event whose time is up as it comes.
        case lateEvent(String)
        case chunkedEventThenClose(String)
        case eventThenClose(String)
        /// An answer with these bytes in place of a head, then whatever follows.
        case raw(String)
        case accept
        case status(Int)
        case hangUp
        case garbage
    }

    private final class Log: Sendable {
        let requests = Mutex<[LoopbackRequest]>([])
    }

    private let server: LoopbackServer
    private let log: Log

    init(_ answers: [Answer]) throws {
        let log = Log()
        self.log = log
        server = try LoopbackServer { peer, _ in
            while true {
                let request = try peer.readRequest()
                let index = log.requests.withLock { requests in
                    requests.append(request)
                    return requests.count - 1
                }
                guard index < answers.count else {
                    try peer.respond(403, body: "The script is over.")
                    continue
                }
                try peer.give(answers[index], id: "id-\(index)")
                if answers[index].endsConnection { return }
            }
        }
    }

    var origin: Origin { Origin(.http, host: "127.0.0.1", port: server.port) }
    var connectionCount: Int { server.connectionCount }
    /// Each call so far: what follows `/runtime/` of its path, and its body.
    var calls: [String] { requests.map(\.call) }
    var requests: [LoopbackRequest] { log.requests.withLock { $0 } }
    var settings: InvocationLoop.Settings {
        InvocationLoop.Settings(origin: origin, pause: { _ in })
    }

    /// Runs a loop until the script is over.
    func serve(
        cancelling: DeadlineCancellation = .never,
        _ handler: sending @escaping Lambda.ByteHandler
    ) async {
        var settings = settings
        settings.cancelling = cancelling
        _ = await run(settings) { .buffered(contentType: "text/plain", handler) }
    }

    func stream(_ handler: sending @escaping Lambda.ByteStreamer) async {
        _ = await run(settings) { .streaming(contentType: "text/plain", handler) }
    }

    /// Runs a loop on a thread of its own, as a program does.
    func run(
        _ settings: InvocationLoop.Settings,
        makingHandler makeHandler: sending @escaping () async throws -> HandlerForm
    ) async -> LoopEnd {
        let handover = Handover(makeHandler)
        return await withCheckedContinuation { continuation in
            Thread {
                guard let executor = LoopExecutor() else {
                    return continuation.resume(returning: .stopped(because: "no descriptors"))
                }
                let loop = InvocationLoop(on: executor, settings) { try await handover.value() }
                continuation.resume(returning: executor.run { await loop.run() })
            }.start()
        }
    }
}

/// Takes a value to another thread.
private final class Handover<Value>: @unchecked Sendable {
    // Sendable, because the value is sent in, and only the one thread it is for looks at it.
    let value: Value

    init(_ value: sending Value) { self.value = value }
}

extension ScriptedLambda.Answer {
    fileprivate var endsConnection: Bool {
        switch self {
        case .hangUp, .garbage, .chunkedEventThenClose, .eventThenClose, .raw: true
        case .event, .lateEvent, .accept, .status: false
        }
    }
}

extension LoopbackRequest {
    /// What follows `/runtime/` of the path, and the body.
    var call: String {
        let path = line.split(separator: " ")[1]
        let call = path.replacing("/2018-06-01/runtime/", with: "")
            .replacing("invocation/", with: "")
        return body.isEmpty ? String(call) : "\(call): \(String(decoding: body, as: UTF8.self))"
    }
}

extension LoopbackPeer {
    func give(_ answer: ScriptedLambda.Answer, id: String) throws {
        var fields = [
            "Lambda-Runtime-Aws-Request-Id": id,
            "Lambda-Runtime-Trace-Id": "Root=\(id)",
            "Lambda-Runtime-Deadline-Ms": "4000000000000",
            "Lambda-Runtime-Invoked-Function-Arn":
                "arn:aws:lambda:eu-central-1:123456789012:function:test",
        ]
        switch answer {
        case .event(let body): try respond(fields: fields, body: body)
        case .lateEvent(let body):
            fields["Lambda-Runtime-Deadline-Ms"] = "1000"
            try respond(fields: fields, body: body)
        case .eventThenClose(let body):
            fields["Connection"] = "close"
            try respond(fields: fields, body: body)
        case .raw(let text): try write(text)
        case .accept: try respond(202)
        case .status(let status): try respond(status)
        case .hangUp: break
        case .garbage: try write("220 mail.example ESMTP\r\n")
        case .chunkedEventThenClose(let body):
            let lines = fields.map { "\($0.key): \($0.value)\r\n" }.joined()
            let chunks = body.map { "1\r\n\($0)\r\n" }.joined()
            try write(
                "HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
                    + "\(lines)\r\n\(chunks)0\r\n\r\n"
            )
        }
    }
}

/// A thread that can be told from others.
struct ThreadID: Sendable, Equatable {
    private let raw: UInt

    static var current: ThreadID { ThreadID(raw: UInt(pthread_self())) }
}
