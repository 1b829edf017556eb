import HTTPTransport
import TestServices
import Testing

@testable import AWSClient

@Suite struct `A client` {
    private let get = DynamoDB.GetItem(table: "t", key: ["PK": "a"])
    private let conditionalPut = DynamoDB.PutItem(
        table: "t",
        item: ["PK": "a"],
        condition: "attribute_not_exists(PK)"
    )
    private let success = HTTPResponse(status: 200, body: Array("{}".utf8))

    private func client(
        _ http: ScriptedHTTP,
        endpoint: String = "http://127.0.0.1:1"
    ) throws -> AWSClient {
        AWSClient(
            credentials: Credentials(accessKeyID: "AKID", secretAccessKey: "secret"),
            region: try Region("us-east-1"),
            http: http,
            environment: ["AWS_ENDPOINT_URL": endpoint],
            clock: ImmediateClock(),
            now: { SigningTime(secondsSince1970: 0) }
        )
    }

    private func refusal(_ status: Int, _ body: String, _ fields: HTTPFields = [:]) -> HTTPResponse
    {
        HTTPResponse(status: status, fields: fields, body: Array(body.utf8))
    }

    @Test func `signs for the host and the path that it sends to`() async throws {
        let http = ScriptedHTTP(.success(success))
        _ = try await client(http, endpoint: "https://example.com/base").send(get)
        let sent = try #require(http.sent.first)
        #expect(sent.origin == Origin(.https, host: "example.com"))
        #expect(sent.request.target == "/base/")
        #expect(sent.request.fields["Host"] == "example.com")
        #expect(sent.request.fields["X-Amz-Date"] == "19700101T000000Z")
        let authorization = try #require(sent.request.fields["Authorization"])
        #expect(authorization.contains("AKID/19700101/us-east-1/dynamodb/aws4_request"))
        #expect(authorization.contains("content-type;host;x-amz-date;x-amz-target"))
    }

    @Test func `tells the transport what may go out twice`() async throws {
        let http = ScriptedHTTP(.success(success), .success(success))
        let aws = try client(http)
        _ = try await aws.send(get)
        _ = try await aws.send(conditionalPut)
        #expect(http.sent.map(\.isIdempotent) == [true, false])
        #expect(aws.requestCount == 2)
    }

    @Test(arguments: [
        HTTPError.connectionClosed(mayHaveBeenSent: true), .timedOut(mayHaveBeenSent: true),
    ])
    func `does not send a conditional put again whose answer was lost`(
        failure: HTTPError
    ) async throws {
        let http = ScriptedHTTP(.failure(failure), .success(success))
        let error = try await #require(throws: AWSError.self) {
            try await client(http).send(conditionalPut)
        }
        #expect(http.sent.count == 1)
        #expect(error.isAmbiguous)
        #expect("\(error)".hasSuffix("read back before calling again."))
    }

    @Test func `does not send a conditional put again that failed inside the service`()
        async throws
    {
        let http = ScriptedHTTP(.success(refusal(500, "{}")), .success(success))
        let error = try await #require(throws: AWSError.self) {
            try await client(http).send(conditionalPut)
        }
        #expect(http.sent.count == 1)
        #expect(error.isAmbiguous)
    }

    @Test func `sends a conditional put again that never left`() async throws {
        let failure = HTTPError.cannotConnect(Origin(.http, host: "a"), reason: "refused")
        let http = ScriptedHTTP(.failure(failure), .success(success))
        _ = try await client(http).send(conditionalPut)
        #expect(http.sent.count == 2)
    }

    @Test func `sends a conditional put again that was throttled`() async throws {
        let throttled = refusal(400, #"{"__type":"com.amazonaws#ThrottlingException"}"#)
        let http = ScriptedHTTP(.success(throttled), .success(throttled), .success(success))
        _ = try await client(http).send(conditionalPut)
        #expect(http.sent.count == 3)
    }

    @Test func `sends a read again whose answer was lost`() async throws {
        let lost = HTTPError.connectionClosed(mayHaveBeenSent: true)
        let http = ScriptedHTTP(
            .failure(lost),
            .success(refusal(503, "<html>busy</html>")),
            .success(success)
        )
        _ = try await client(http).send(get)
        #expect(http.sent.count == 3)
    }

    @Test func `gives up after three attempts`() async throws {
        let busy = refusal(500, #"{"__type":"InternalServerError","message":"hiccup"}"#)
        let http = ScriptedHTTP(.success(busy), .success(busy), .success(busy), .success(success))
        let error = try await #require(throws: AWSError.self) { try await client(http).send(get) }
        #expect(http.sent.count == 3)
        #expect(error.attempts == 3)
        #expect("\(error)".contains("DynamoDB GetItem: InternalServerError: hiccup (HTTP 500"))
    }

    @Test func `does not take an answer for granted that it cannot read`() async throws {
        let cut = HTTPResponse(status: 200, body: Array(#"{"ConsumedCap"#.utf8))
        let http = ScriptedHTTP(.success(cut), .success(success))
        let error = try await #require(throws: AWSError.self) {
            try await client(http).send(conditionalPut)
        }
        #expect(error.code == .unexpectedAnswer)
        #expect(error.isAmbiguous)
        #expect(http.sent.count == 1)
    }

    @Test(
        arguments: [
            (#"{"__type":"com.amazonaws.dynamodb.v20120810#E","message":"m"}"#, [:]),
            (#"{"__type":"E","Message":"m"}"#, [:]),
            (#"{"message":"m"}"#, ["x-amzn-ErrorType": "E:http://internal.amazon.com/"]),
            (#"{"code":"E","message":"m"}"#, [:]),
        ] as [(String, HTTPFields)]
    )
    func `reads a service's errors in all their forms`(
        body: String,
        fields: HTTPFields
    ) async throws {
        var fields = fields
        fields["x-amzn-RequestId"] = "R"
        let http = ScriptedHTTP(.success(refusal(400, body, fields)))
        let error = try await #require(throws: AWSError.self) { try await client(http).send(get) }
        #expect(error.code == "E")
        #expect(error.message == "m")
        #expect(error.requestID == "R")
        #expect(error.outcome == .notPerformed)
        #expect(!error.isRetryable)
    }

    @Test func `says which setting is wrong`() async throws {
        let http = ScriptedHTTP()
        let error = try await #require(throws: AWSError.self) {
            try await client(http, endpoint: "nowhere").send(get)
        }
        #expect(error.code == .configuration)
        #expect(error.message.contains("set AWS_ENDPOINT_URL to"))
        #expect(http.sent.isEmpty)
    }

    @Test func `reads what an invocation brings`() async throws {
        let answer = HTTPResponse(
            status: 200,
            fields: [
                "X-Amz-Function-Error": "Unhandled", "X-Amz-Executed-Version": "1",
                "X-Amz-Durable-Execution-Arn": "arn",
            ],
            body: Array("not JSON".utf8)
        )
        let invoke = LambdaAPI.Invoke(function: "f", payload: [])
        let result = try await client(ScriptedHTTP(.success(answer))).send(invoke)
        #expect(result.functionError == "Unhandled")
        #expect(result.executedVersion == "1")
        #expect(result.durableExecutionARN == "arn")
        #expect(result.payload == Array("not JSON".utf8))
    }

    @Test func `says why a transaction was cancelled`() async throws {
        let body = #"""
            {"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
            "Message":"cancelled","CancellationReasons":[{"Code":"None"},
            {"Code":"ConditionalCheckFailed","Message":"m","Item":{"PK":{"S":"a"}}}]}
            """#
        let http = ScriptedHTTP(.success(refusal(400, body)))
        let error = try await #require(throws: AWSError.self) { try await client(http).send(get) }
        #expect(error.code == .transactionCanceled)
        #expect(
            error.cancellationReasons == [
                .init(code: nil),
                .init(code: "ConditionalCheckFailed", message: "m", item: ["PK": "a"]),
            ]
        )
        #expect(!error.isRetryable)
    }

    @Test func `sends a transaction again that others were in the way of`() async throws {
        let body = #"""
            {"__type":"TransactionCanceledException","Message":"cancelled",
            "CancellationReasons":[{"Code":"None"},{"Code":"TransactionConflict"}]}
            """#
        let http = ScriptedHTTP(.success(refusal(400, body)), .success(success))
        _ = try await client(http).send(conditionalPut)
        #expect(http.sent.count == 2)
    }

    @Test(
        arguments: [
            (["x-amz-retry-after": "1500"], 1.5), (["Retry-After": "2"], 2),
            (["Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT"], nil),
        ] as [(HTTPFields, Double?)]
    )
    func `hears how long it shall wait`(fields: HTTPFields, seconds: Double?) async throws {
        let busy = refusal(400, #"{"__type":"ThrottlingException"}"#, fields)
        let http = ScriptedHTTP(.success(busy), .success(busy), .success(busy))
        let error = try await #require(throws: AWSError.self) { try await client(http).send(get) }
        #expect(error.retryAfter == seconds.map { .seconds($0) })
    }

    @Test func `shows no secret when it is dumped`() async throws {
        let http = ScriptedHTTP(.success(success))
        let aws = try client(http)
        _ = try await aws.send(get)
        var dumped = ""
        dump(aws, to: &dumped)
        #expect(dumped.contains("AKID"))
        #expect(!dumped.contains("\"secret\""))
    }
}
