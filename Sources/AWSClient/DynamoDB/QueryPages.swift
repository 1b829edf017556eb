extension AWSClient {
    /// All pages of a query, each read when it is asked for.
    package func pages(of query: DynamoDB.Query) -> DynamoDB.QueryPages {
        DynamoDB.QueryPages(query: query, client: self)
    }
}

extension DynamoDB {
    package struct QueryPages: AsyncSequence, Sendable {
        let query: Query
        let client: AWSClient

        package func makeAsyncIterator() -> Iterator {
            Iterator(query: query, client: client)
        }

        package struct Iterator: AsyncIteratorProtocol {
            /// Nil after the last page.
            private var query: Query?
            private let client: AWSClient

            init(query: Query, client: AWSClient) {
                self.query = query
                self.client = client
            }

            package mutating func next(
                isolation actor: isolated (any Actor)? = #isolation
            ) async throws(AWSError) -> Query.Page? {
                guard let query else { return nil }
                let page = try await client.send(query)
                self.query?.start = page.next
                if page.next == nil { self.query = nil }
                return page
            }
        }
    }
}
