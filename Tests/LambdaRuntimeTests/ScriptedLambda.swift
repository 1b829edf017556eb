import Glibc
import HTTPTransport
import LoopbackServer
import Synchronization

@testable import LambdaRuntime

/// A Runtime API that gives one scripted answer to each call, and 403 once the script is over.
final class ScriptedLambda: Sendable {
    enum Answer: Sendable {
        case event(String)
        case chunkedEventThenClose(String)
        case accept
        case status(Int)
        case hangUp
        case garbage
    }

    private final class Log: Sendable {
        let calls = Mutex<[String]>([])
    }

    private let server: LoopbackServer
    private let log: Log

    init(_ answers: [Answer]) throws {
        let log = Log()
        self.log = log
        server = try LoopbackServer { peer, _ in
            while true {
                let request = try peer.readRequest()
                let index = log.calls.withLock { calls in
                    calls.append(request.call)
                    return calls.count - 1
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
    var calls: [String] { log.calls.withLock { $0 } }

    /// Runs a loop until the script is over.
    func serve(_ handler: sending @escaping Lambda.ByteHandler) throws {
        var loop = InvocationLoop(
            at: origin,
            contentType: "text/plain",
            pause: { _ in },
            makingHandler: { handler }
        )
        _ = loop.run()
    }
}

extension ScriptedLambda.Answer {
    fileprivate var endsConnection: Bool {
        switch self {
        case .hangUp, .garbage, .chunkedEventThenClose: true
        case .event, .accept, .status: false
        }
    }
}

extension LoopbackRequest {
    fileprivate var call: String {
        let path = line.split(separator: " ")[1]
        let call = path.replacing("/2018-06-01/runtime/", with: "")
            .replacing("invocation/", with: "")
        return body.isEmpty ? String(call) : "\(call): \(String(decoding: body, as: UTF8.self))"
    }
}

extension LoopbackPeer {
    fileprivate func give(_ answer: ScriptedLambda.Answer, id: String) throws {
        let fields = [
            "Lambda-Runtime-Aws-Request-Id": id,
            "Lambda-Runtime-Deadline-Ms": "4000000000000",
            "Lambda-Runtime-Invoked-Function-Arn":
                "arn:aws:lambda:eu-central-1:123456789012:function:test",
        ]
        switch answer {
        case .event(let body): try respond(fields: fields, body: body)
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
