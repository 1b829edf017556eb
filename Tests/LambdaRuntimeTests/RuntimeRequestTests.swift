import HTTPTransport
import Testing

@testable import LambdaRuntime

struct RuntimeRequestTests {
    private let answered: RuntimeRequest.Answered
    private let report = ErrorReport(errorType: "CardDeclined", errorMessage: "No.")

    init() throws {
        let id = try #require(RequestID("id/1"))
        answered = RuntimeRequest.Answered(requestID: id, invocationID: "nonce")
    }

    @Test
    func `Next is a GET`() {
        let request = RuntimeRequest.next.httpRequest
        #expect(request.method == "GET")
        #expect(request.target == "/2018-06-01/runtime/invocation/next")
        #expect(request.fields == ["User-Agent": "perdure/0.1"])
    }

    @Test
    func `A response carries the bytes, their type and the invocation id`() {
        let body = Array("{}".utf8)
        let request = RuntimeRequest.response(
            answered,
            body: body,
            contentType: "application/json"
        ).httpRequest
        #expect(request.method == "POST")
        #expect(request.target == "/2018-06-01/runtime/invocation/id%2F1/response")
        #expect(request.body == body)
        #expect(request.fields["Content-Type"] == "application/json")
        #expect(request.fields["Lambda-Runtime-Invocation-Id"] == "nonce")
    }

    @Test
    func `An error carries its report and its type for the metrics`() {
        let request = RuntimeRequest.error(answered, report).httpRequest
        #expect(request.target == "/2018-06-01/runtime/invocation/id%2F1/error")
        #expect(request.body == report.json)
        #expect(request.fields["Content-Type"] == "application/json")
        #expect(
            request.fields["Lambda-Runtime-Function-Error-Type"] == "Function.CardDeclined"
        )
        #expect(request.fields["Lambda-Runtime-Invocation-Id"] == "nonce")
    }

    @Test
    func `An init error belongs to no invocation`() {
        let request = RuntimeRequest.initError(report).httpRequest
        #expect(request.target == "/2018-06-01/runtime/init/error")
        #expect(request.body == report.json)
        #expect(request.fields["Lambda-Runtime-Invocation-Id"] == nil)
    }

    @Test
    func `An invocation id that never came is not sent`() {
        var answered = answered
        answered.invocationID = nil
        let request = RuntimeRequest.error(answered, report).httpRequest
        #expect(request.fields["Lambda-Runtime-Invocation-Id"] == nil)
    }
}
