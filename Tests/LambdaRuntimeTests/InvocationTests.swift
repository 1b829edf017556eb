import HTTPTransport
import Testing

@testable import LambdaRuntime

struct InvocationTests {
    private let now = ClockReading(instant: .now, unixMilliseconds: 1_000)

    @Test
    func `Every field of the head is read`() throws {
        var fields = HTTPFields.next
        fields["Lambda-Runtime-Trace-Id"] = "Root=1"
        fields["Lambda-Runtime-Aws-Tenant-Id"] = "tenant"
        fields["Lambda-Runtime-Client-Context"] = "{}"
        fields["Lambda-Runtime-Cognito-Identity"] = "[]"
        fields["Lambda-Runtime-Invocation-Id"] = "nonce"
        let invocation = try Invocation(fields: fields, now: now)
        #expect(invocation.requestID.text == "id-1")
        #expect(invocation.deadline == now.instant + .milliseconds(2_000))
        #expect(invocation.deadlineMilliseconds == 3_000)
        #expect(invocation.functionARN.functionName == "echo")
        #expect(invocation.traceID == "Root=1")
        #expect(invocation.tenantID == "tenant")
        #expect(invocation.clientContextJSON == "{}")
        #expect(invocation.cognitoIdentityJSON == "[]")
        #expect(invocation.invocationID == "nonce")
    }

    @Test
    func `Fields that Lambda leaves out are nil`() throws {
        let invocation = try Invocation(fields: .next, now: now)
        #expect(invocation.traceID == nil)
        #expect(invocation.tenantID == nil)
        #expect(invocation.clientContextJSON == nil)
        #expect(invocation.cognitoIdentityJSON == nil)
        #expect(invocation.invocationID == nil)
    }

    @Test
    func `The client's context is read, with values that are no text among them`() throws {
        var fields = HTTPFields.next
        fields["Lambda-Runtime-Client-Context"] = """
            {"client":{"installation_id":"i","app_title":"t"},"custom":{"a":"b","n":1,"t":true,"o":{}},\
            "env":{"locale":"de"},"w3c":{"traceparent":"00-1-2-01","tracestate":"x=y"},"new":[]}
            """
        let invocation = try Invocation(fields: fields, now: now)
        let context = try #require(invocation.clientContext)
        #expect(context.client?.installationID == "i")
        #expect(context.client?.appTitle == "t")
        #expect(context.custom == ["a": "b", "n": "1", "t": "true"])
        #expect(context.environment == ["locale": "de"])
        #expect(invocation.traceContext?.traceparent == "00-1-2-01")
        #expect(invocation.traceContext?.tracestate == "x=y")
    }

    @Test(arguments: ["", "[]", "{", #"{"client":7}"#])
    func `A client's context that is none is nil`(json: String) throws {
        var fields = HTTPFields.next
        fields["Lambda-Runtime-Client-Context"] = json
        let invocation = try Invocation(fields: fields, now: now)
        #expect(invocation.clientContext == nil)
        #expect(invocation.traceContext == nil)
    }

    @Test
    func `The caller's identity is read`() throws {
        var fields = HTTPFields.next
        fields["Lambda-Runtime-Cognito-Identity"] =
            #"{"cognitoIdentityId":"a","cognitoIdentityPoolId":"b"}"#
        let identity = try Invocation(fields: fields, now: now).cognitoIdentity
        #expect(identity?.identityID == "a")
        #expect(identity?.identityPoolID == "b")
    }

    @Test
    func `After the deadline no time remains`() throws {
        let late = ClockReading(instant: .now, unixMilliseconds: 10_000)
        #expect(try Invocation(fields: .next, now: late).remainingTime == .zero)
    }

    @Test(arguments: [
        ("Lambda-Runtime-Deadline-Ms", nil),
        ("Lambda-Runtime-Deadline-Ms", "soon"),
        ("Lambda-Runtime-Deadline-Ms", "-1"),
        ("Lambda-Runtime-Deadline-Ms", "9223372036854775807"),
        ("Lambda-Runtime-Invoked-Function-Arn", nil),
        ("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:s3:::bucket"),
    ])
    func `A missing or invalid field is named`(name: String, value: String?) throws {
        var fields = HTTPFields.next
        fields[name] = value
        let id = try #require(RequestID("id-1"))
        #expect(throws: Invocation.Defect.invalid(field: name, of: id, invocationID: nil)) {
            try Invocation(fields: fields, now: now)
        }
    }

    @Test(arguments: ["", "a b", "a\u{0}", "ü", String(repeating: "a", count: 257)])
    func `What is no request id is refused`(text: String) {
        #expect(RequestID(text) == nil)
    }

    @Test
    func `A request id is one segment of a path, whatever the caller chose`() {
        #expect(RequestID("a/b?c%~")?.pathSegment == "a%2Fb%3Fc%25~")
    }

    @Test
    func `The parts of a function's name are read`() throws {
        let arn = try #require(
            FunctionARN("arn:aws-cn:lambda:cn-north-1:123456789012:function:f:live")
        )
        #expect(arn.region == "cn-north-1")
        #expect(arn.account == "123456789012")
        #expect(arn.functionName == "f")
        #expect(arn.qualifier == "live")
    }
}

extension HTTPFields {
    /// What every answer to `next` has.
    static let next: HTTPFields = [
        "Lambda-Runtime-Aws-Request-Id": "id-1",
        "Lambda-Runtime-Deadline-Ms": "3000",
        "Lambda-Runtime-Invoked-Function-Arn":
            "arn:aws:lambda:eu-central-1:123456789012:function:echo",
    ]
}
