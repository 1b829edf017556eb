import HTTPTransport
import TestServices
import Testing

@testable import AWSClient

@Suite struct `A wrong clock` {
    private let get = DynamoDB.GetItem(table: "t", key: ["PK": "a"])
    /// Noon of 6 November 1994.
    private let date = "Sun, 06 Nov 1994 12:00:00 GMT"

    private func client(_ http: ScriptedHTTP) throws -> AWSClient {
        AWSClient(
            credentials: Credentials(accessKeyID: "AKID", secretAccessKey: "secret"),
            region: try Region("us-east-1"),
            http: http,
            environment: ["AWS_ENDPOINT_URL": "http://127.0.0.1:1"],
            clock: ImmediateClock(),
            now: { SigningTime(secondsSince1970: 0) }
        )
    }

    private func refusal(_ code: String, date: String?) -> HTTPResponse {
        var fields: HTTPFields = [:]
        fields["Date"] = date
        let body = #"{"__type":"\#(code)","message":"first line\nx-amz-security-token:hidden"}"#
        return HTTPResponse(status: 400, fields: fields, body: Array(body.utf8))
    }

    @Test(arguments: [
        "InvalidSignatureException", "SignatureDoesNotMatch", "RequestTimeTooSkewed",
        "RequestExpired",
    ])
    func `is corrected by what the service says`(code: String) async throws {
        let success = HTTPResponse(status: 200, body: Array("{}".utf8))
        let http = ScriptedHTTP(
            .success(refusal(code, date: date)),
            .success(success),
            .success(success)
        )
        let aws = try client(http)
        _ = try await aws.send(get)
        _ = try await aws.send(get)
        let stamps = http.sent.map { $0.request.fields["X-Amz-Date"] }
        #expect(stamps == ["19700101T000000Z", "19941106T120000Z", "19941106T120000Z"])
    }

    @Test(arguments: [nil, "Thu, 01 Jan 1970 00:03:59 GMT", "yesterday"])
    func `is not the reason where the service's is the same`(date: String?) async throws {
        let http = ScriptedHTTP(.success(refusal("InvalidSignatureException", date: date)))
        let error = try await #require(throws: AWSError.self) { try await client(http).send(get) }
        #expect(http.sent.count == 1)
        #expect(error.message == "first line")
    }

    @Test func `is corrected once`() async throws {
        let answer = refusal("InvalidSignatureException", date: date)
        let http = ScriptedHTTP(.success(answer), .success(answer), .success(answer))
        await #expect(throws: AWSError.self) { try await client(http).send(get) }
        #expect(http.sent.count == 2)
    }

    @Test(arguments: [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
        ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799),
    ])
    func `is compared with a date`(text: String, seconds: Int) {
        #expect(HTTPDate.secondsSince1970(text) == seconds)
    }

    @Test(arguments: [
        "", "Sun Nov  6 08:49:37 1994", "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 00 Nov 1994 08:49:37 GMT",
        "Sun, 06 Now 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT",
        "Sun, 06 Nov 99999999999999999999 08:49:37 GMT",
    ])
    func `is not compared with what is none`(text: String) {
        #expect(HTTPDate.secondsSince1970(text) == nil)
    }
}
