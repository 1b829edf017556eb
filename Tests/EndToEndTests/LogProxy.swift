import AWSClient
import Dispatch
import DurableExecution
import Foundation
import JSONCoding
import LoopbackServer
import TestServices

/// Stands between a process and DynamoDB, and decides over the process whenever it appends to a log.
final class LogProxy: Sendable {
    /// What becomes of a write.
    enum Fate: Sendable {
        case recorded
        /// It never arrives: `strike` is called instead.
        case lost(strike: @Sendable () throws -> Void)
        /// It is recorded, and `strike` called before the answer goes out.
        case unanswered(strike: @Sendable () throws -> Void)
        /// It arrives later.
        case held(until: DispatchSemaphore)
    }

    /// An entry on its way into a log.
    struct Write: Sendable {
        /// `start`, `batch`, `suspension`, `event` or `seal`, or `attempt`: a batch that says nothing but
        /// that attempts at steps have begun or failed, which an owner writes after one that has died.
        let kind: String
        /// The names of the steps that it records as completed.
        let completedSteps: [String]
    }

    typealias Judge = @Sendable (Write) -> Fate

    private let server: LoopbackServer
    private let refusals: AsyncStream<Void>

    /// Calls `recorded` with every entry that has been written.
    init(
        to service: MiniStack,
        recorded: @escaping @Sendable (Write) throws -> Void = { _ in },
        judge: @escaping Judge
    ) throws {
        let port = try servicePort(service)
        let (refusals, refusal) = AsyncStream.makeStream(of: Void.self)
        self.refusals = refusals
        server = try LoopbackServer { peer, _ in
            let request = try peer.readRequest()
            let write = try Write(request)
            let fate = write.map(judge) ?? .recorded
            if case .lost(let strike) = fate { return try strike() }
            if case .held(let gate) = fate { gate.wait() }
            let answer = try LoopbackPeer.exchange(request, port: port)
            if let write {
                if answer.isSuccess { try recorded(write) } else { refusal.yield() }
            }
            if case .unanswered(let strike) = fate { return try strike() }
            try peer.write(answer.bytes)
        }
    }

    var endpointURL: String { "http://127.0.0.1:\(server.port)" }

    /// Waits until DynamoDB has refused a write.
    func refusal() async throws {
        for await _ in refusals { return }
        throw CancellationError()
    }
}

extension LogProxy.Write {
    fileprivate init?(_ request: LoopbackRequest) throws {
        guard request.fields["x-amz-target"]?.hasSuffix(".PutItem") == true else { return nil }
        let item = try JSON(parsing: request.body)["Item"]
        let text = item?["entry"]?["B"]?.string ?? ""
        guard let bytes = Data(base64Encoded: text) else {
            throw UnexpectedAnswer("an entry that is no base64: \(text)")
        }
        let content = try LogEntry(Array(bytes)).content
        guard case .batch(let updates) = content else {
            kind = "\(content)".prefix { $0.isLetter }.description
            completedSteps = []
            return
        }
        let isAttempt = updates.allSatisfy { update in
            switch update.change {
            case .startStep, .retryStep: true
            default: false
            }
        }
        kind = isAttempt && !updates.isEmpty ? "attempt" : "batch"
        completedSteps = updates.compactMap { update in
            guard case .succeedStep = update.change else { return nil }
            return update.name
        }
    }
}

private func servicePort(_ service: MiniStack) throws -> Int {
    guard let port = URL(string: service.endpointURL)?.port else {
        throw UnexpectedAnswer("\(service.endpointURL) has no port")
    }
    return port
}

extension LoopbackPeer {
    /// Sends a request on a connection of its own, and reads the answer to its end.
    fileprivate static func exchange(
        _ request: LoopbackRequest,
        port: Int
    ) throws -> (bytes: [UInt8], isSuccess: Bool) {
        let peer = try LoopbackPeer(connectingTo: port)
        defer { peer.close() }
        var fields = request.fields
        fields["connection"] = "close"
        let lines = fields.map { "\($0.key): \($0.value)\r\n" }.joined()
        try peer.write("\(request.line)\r\n\(lines)\r\n")
        try peer.write(request.body)
        let bytes = peer.readToEnd()
        return (bytes, bytes.starts(with: "HTTP/1.1 200 ".utf8))
    }
}
