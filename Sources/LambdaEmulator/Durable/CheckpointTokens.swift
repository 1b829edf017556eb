import DurableExecution
import FoundationEssentials

/// The chain of checkpoint tokens of an execution: only the newest is good.
struct CheckpointTokens: Sendable {
    private var number = 0
    private var last: (request: CheckpointRequest, answer: CheckpointAnswer)?

    /// Makes the next token; the ones before it are spent.
    mutating func next() -> String {
        number += 1
        return current
    }

    func isCurrent(_ token: String) -> Bool { number > 0 && token == current }

    private var current: String {
        Data("checkpoint/\(number)".utf8).base64EncodedString()
    }

    /// The answer of the last request, when this is that request sent again.
    func answer(repeating request: CheckpointRequest) -> CheckpointAnswer? {
        guard let last, request.clientToken != nil, last.request == request else { return nil }
        return last.answer
    }

    mutating func answer(
        _ request: CheckpointRequest,
        changed: [Operation],
        isEnded: Bool
    ) -> CheckpointAnswer {
        let token = next()
        let answer = CheckpointAnswer(
            checkpointToken: isEnded ? nil : token,
            state: Page(items: changed, nextMarker: nil)
        )
        last = (request, answer)
        return answer
    }
}
