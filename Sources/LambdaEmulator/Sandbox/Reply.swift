/// What a caller gets in the end, besides what was streamed to it.
struct InvocationReply: Sendable, Hashable {
    /// The result of a streamed answer is what is left of it: nothing.
    let outcome: InvocationOutcome
    /// The last 4 KB that the process wrote.
    let logTail: [UInt8]
}

/// What a caller gets, as it comes: a streamed answer begins, goes on, and ends; a buffered one only
/// ends.
enum ReplyPart: Sendable, Hashable {
    case began(contentType: String?)
    case bytes([UInt8])
    case ended(InvocationReply)
}

typealias ReplyParts = AsyncStream<ReplyPart>

extension AsyncStream<ReplyPart> {
    /// The reply to a caller when the outcome is known already.
    static func of(_ outcome: InvocationOutcome) -> ReplyParts {
        ReplyParts { caller in
            caller.yield(.ended(InvocationReply(outcome: outcome, logTail: [])))
            caller.finish()
        }
    }

    /// The reply to a caller who waits for all of it; the limit is that of a buffered answer.
    func whole() async -> InvocationReply {
        var streamed: [UInt8] = []
        for await part in self {
            switch part {
            case .began: break
            case .bytes(let bytes):
                if streamed.count <= RuntimeAPI.largestPayload { streamed += bytes }
            case .ended(let reply): return reply.following(streamed)
            }
        }
        return InvocationReply(outcome: .failed(.stopped), logTail: [])
    }
}

extension InvocationReply {
    fileprivate func following(_ streamed: [UInt8]) -> InvocationReply {
        guard case .succeeded(let rest) = outcome, !streamed.isEmpty else { return self }
        let result = streamed + rest
        let isTooLarge = result.count > RuntimeAPI.largestPayload
        return InvocationReply(
            outcome: isTooLarge ? .failed(.tooLarge) : .succeeded(result),
            logTail: logTail
        )
    }
}
