/// A call that answers a part of what there is, and says where the next part begins.
package protocol PagedCall: AWSCall {
    /// The call for what follows an answer; nil after the last page.
    func next(after page: Answer) -> Self?
}

extension AWSClient {
    /// All pages, each read when it is asked for.
    package func pages<Call: PagedCall>(of call: Call) -> Pages<Call> {
        Pages(call: call, client: self)
    }
}

/// The answers to a call and to those that continue it.
package struct Pages<Call: PagedCall>: AsyncSequence, Sendable {
    let call: Call
    let client: AWSClient

    package func makeAsyncIterator() -> Iterator {
        Iterator(call: call, client: client)
    }

    package struct Iterator: AsyncIteratorProtocol {
        /// Nil after the last page.
        private var call: Call?
        private let client: AWSClient

        init(call: Call, client: AWSClient) {
            self.call = call
            self.client = client
        }

        package mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(AWSError) -> Call.Answer? {
            guard let call else { return nil }
            let page = try await client.send(call)
            self.call = call.next(after: page)
            return page
        }
    }
}
