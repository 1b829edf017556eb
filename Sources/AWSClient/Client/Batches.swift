/// A call of many parts, of which the service may leave some undone for want of capacity.
package protocol BatchCall: AWSCall {
    var count: Int { get }

    /// The call for what an answer left undone; nil where nothing is left.
    func remainder(after answer: Answer) -> Self?
}

extension AWSClient {
    /// Makes a call of many parts, and again for what is left undone, until all is done.
    ///
    /// Returns one answer for each request. Gives up with the code `.unprocessed` where several
    /// requests one after the other have brought no progress.
    package func sendAll<Call: BatchCall>(_ call: Call) async throws(AWSError) -> [Call.Answer] {
        var answers: [Call.Answer] = []
        var rest: Call? = call
        var fruitless = 0
        while let current = rest {
            let answer = try await send(current)
            answers.append(answer)
            rest = current.remainder(after: answer)
            guard let left = rest?.count else { break }
            fruitless = left < current.count ? 1 : fruitless + 1
            let failure = AWSError(unprocessed: left, of: call)
            guard fruitless < maximumAttempts else { throw failure }
            try await pause(afterAttempt: fruitless, failure)
        }
        return answers
    }
}
