package import AWSClient

/// Whoever serves Lambda's API; an answer that reports an error is thrown.
package protocol LambdaPort: Sendable {
    func send<Call: AWSCall>(_ call: Call) async throws -> Call.Answer
}

extension AWSClient: LambdaPort {}

extension LambdaPort {
    /// The pages from one on.
    func pages<Call: PagedCall>(from first: Call) async throws -> [Call.Answer] {
        var pages: [Call.Answer] = []
        var next: Call? = first
        while let call = next {
            let page = try await send(call)
            pages.append(page)
            next = call.next(after: page)
        }
        return pages
    }
}
