import HTTPTransport
import JSONCoding
import TestServices
import Testing

@testable import AWSClient

@Suite struct `A batch` {
    private let writes = DynamoDB.BatchWriteItem(
        table: "t",
        writes: [.put(["PK": "a"]), .delete(key: ["PK": "b"])]
    )
    private let reads = DynamoDB.BatchGetItem(table: "t", keys: [["PK": "a"], ["PK": "b"]])

    private func client(_ http: ScriptedHTTP) throws -> AWSClient {
        AWSClient(
            credentials: Credentials(accessKeyID: "AKID", secretAccessKey: "secret"),
            region: try Region("us-east-1"),
            http: http,
            environment: ["AWS_ENDPOINT_URL": "http://127.0.0.1:1"],
            clock: ImmediateClock()
        )
    }

    private func success(_ body: String) -> Result<HTTPResponse, HTTPError> {
        .success(HTTPResponse(status: 200, body: Array(body.utf8)))
    }

    private let unprocessed =
        #"{"UnprocessedItems":{"t":[{"DeleteRequest":{"Key":{"PK":{"S":"b"}}}}]}}"#

    @Test func `of writes is repeated for what was left undone`() async throws {
        let http = ScriptedHTTP(success(unprocessed), success("{}"))
        _ = try await client(http).sendAll(writes)
        try #require(http.sent.count == 2)
        let second = try JSON(parsing: http.sent[1].request.body)
        #expect(second["RequestItems"]?["t"]?.array?.count == 1)
    }

    @Test func `of reads brings the items of all its requests`() async throws {
        let first = """
            {"Responses":{"t":[{"PK":{"S":"a"}}]},
            "UnprocessedKeys":{"t":{"Keys":[{"PK":{"S":"b"}}],"ConsistentRead":true}}}
            """
        let http = ScriptedHTTP(
            success(first),
            success(#"{"Responses":{"t":[{"PK":{"S":"b"}}]},"UnprocessedKeys":{}}"#)
        )
        let answers = try await client(http).sendAll(reads)
        #expect(answers.flatMap(\.items) == [["PK": "a"], ["PK": "b"]])
    }

    @Test func `that makes no progress ends with an error`() async throws {
        let http = ScriptedHTTP(
            success(unprocessed),
            success(unprocessed),
            success(unprocessed),
            success("{}")
        )
        let error = try await #require(throws: AWSError.self) {
            try await client(http).sendAll(writes)
        }
        #expect(error.code == .unprocessed)
        #expect(error.isAmbiguous)
        #expect(http.sent.count == 3)
    }
}
