import Testing

@testable import AWSClient
@testable import LambdaEmulator

@Suite struct `A filter of messages` {
    private func matches(_ pattern: String, _ body: String) throws -> Bool {
        let message = SQS.Message(id: "1", body: body, receiptHandle: "1")
        let record = message.record(from: "arn:aws:sqs:us-east-1:000000000000:q")
        return try EventPattern(pattern).matches(record: record)
    }

    @Test(arguments: [
        (#"["a"]"#, #""a""#, true),
        (#"["a", 2]"#, "2.0", true),
        (#"["a"]"#, #""b""#, false),
        (#"["2"]"#, "2", false),
        ("[null]", "null", true),
        ("[true]", "false", false),
        (#"["a"]"#, #"["b","a"]"#, true),
        (#"["a"]"#, #"{"a":1}"#, false),
        (#"[{"prefix":"ab"}]"#, #""abc""#, true),
        (#"[{"prefix":"b"}]"#, #""abc""#, false),
        (#"[{"suffix":"bc"}]"#, #""abc""#, true),
        (#"[{"equals-ignore-case":"ABC"}]"#, #""abc""#, true),
        (#"[{"anything-but":["a","b"]}]"#, #""c""#, true),
        (#"[{"anything-but":["a","b"]}]"#, #""b""#, false),
        (#"[{"anything-but":1}]"#, "2", true),
        (#"[{"numeric":[">",0,"<=",5]}]"#, "5", true),
        (#"[{"numeric":[">",0,"<=",5]}]"#, "0", false),
        (#"[{"numeric":["=",5]}]"#, #""5""#, false),
        (#"[{"exists":true}]"#, "null", true),
        (#"[{"exists":false}]"#, "null", false),
    ])
    func `looks at values`(rules: String, value: String, expected: Bool) throws {
        #expect(try matches(#"{"body":{"x":\#(rules)}}"#, #"{"x":\#(value)}"#) == expected)
    }

    @Test(arguments: [
        (#"{"body":{"x":[{"exists":false}]}}"#, "{}", true),
        (#"{"body":{"x":["a"]}}"#, "{}", false),
        (#"{"body":{"x":{"y":[1]}}}"#, #"{"x":{"y":1,"z":2}}"#, true),
        (#"{"body":{"x":{"y":[{"exists":false}]}}}"#, #"{"x":1}"#, false),
        (#"{"body":{"x":[1],"y":[2]}}"#, #"{"x":1,"y":3}"#, false),
        (#"{"body":{"$or":[{"x":[1]},{"y":[2]}]}}"#, #"{"x":0,"y":2}"#, true),
        (#"{"body":{"z":[3],"$or":[{"x":[1]},{"y":[2]}]}}"#, #"{"x":0,"y":2}"#, false),
        (#"{"body":["hello"]}"#, "hello", true),
        (#"{"body":["5"]}"#, "5", false),
        (#"{"body":{"x":[1]}}"#, "not JSON", false),
        (#"{"eventSource":["aws:sqs"]}"#, "", true),
    ])
    func `looks into bodies`(pattern: String, body: String, expected: Bool) throws {
        #expect(try matches(pattern, body) == expected)
    }

    @Test(arguments: [
        ("", "is not valid JSON"), ("[]", "is no JSON object"), (#"{"body":1}"#, "is no list: 1"),
        (#"{"body":[{"cidr":"10.0.0.0/8"}]}"#, "is none that is known here"),
        (#"{"body":[{"numeric":[">"]}]}"#, "is none that is known here"),
        (#"{"body":[{"numeric":["?",1]}]}"#, "is none that is known here"),
    ])
    func `that cannot be read is an error`(pattern: String, message: String) {
        let error = #expect(throws: TemplateError.self) { try EventPattern(pattern) }
        #expect(error?.description.contains(message) == true)
    }
}
