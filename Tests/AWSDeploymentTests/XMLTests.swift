import AWSClient
import HTTPTransport
import Testing

@testable import AWSDeployment

@Suite struct `An XML document` {
    @Test func `is read as elements and text`() throws {
        let document = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- a comment -->
            <ns:Root xmlns:ns="urn:x" a='>'>
              <Empty/><Empty2 />
              <Text>a &amp;&lt;&gt;&quot;&apos; &#233;&#xe9; é🙂<![CDATA[<b>&amp;]]></Text >
              <List><member>1</member><!-- - --><member>2</member></List>
            </ns:Root>
            """
        let root = try XML(parsing: Array(document.utf8))
        #expect(root.name == "Root")
        #expect(root.text.isEmpty)
        #expect(root["Empty"]?.text == "")
        #expect(root["Text"]?.text == "a &<>\"' éé é🙂<b>&amp;")
        #expect(root.list("List").map(\.text) == ["1", "2"])
        #expect(root["None"] == nil)
    }

    @Test(arguments: [
        "", "text", "<a>", "<a></b>", "<a", "<a b></a>", "<a b=c></a>", "<a/><b/>", "<a>&nbsp;</a>",
        "<a>&#xD800;</a>", "<a>&amp</a>", "<!DOCTYPE a><a/>", "<a><![CDATA[</a>", "<a>\u{0}", "<>",
        "</a>", String(repeating: "<a>", count: 100_000),
    ])
    func `that is none is refused`(document: String) {
        #expect(throws: XMLError.self) { try XML(parsing: Array(document.utf8)) }
    }

    @Test func `that is cut anywhere is refused`() throws {
        let document = Array(#"<?xml version="1.0"?><a b="c">é<d>&amp;</d><![CDATA[x]]></a>"#.utf8)
        _ = try XML(parsing: document)
        for length in document.indices {
            #expect(throws: XMLError.self) { try XML(parsing: Array(document[..<length])) }
        }
    }

    @Test(arguments: [
        """
        <ErrorResponse xmlns="urn:x"><Error><Type>Sender</Type><Code>Throttling</Code>
        <Message>m</Message></Error><RequestId>R</RequestId></ErrorResponse>
        """,
        "<Error><Code>Throttling</Code><Message>m</Message><RequestId>R</RequestId></Error>",
    ])
    func `tells why a call was refused`(body: String) {
        let response = HTTPResponse(status: 400, body: Array(body.utf8))
        let refusal = STS.GetCallerIdentity().refusal(response)
        let expected = AWSError(refusal, of: STS.GetCallerIdentity())
        #expect(expected.code == "Throttling")
        #expect(expected.message == "m")
        #expect(expected.requestID == "R")
        #expect(expected.cause == .throttling)
    }

    @Test(arguments: [
        (200, "<Error><Code>InternalError</Code><Message>m</Message></Error>", "InternalError"),
        (200, "<?xml version=\"1.0\"?>\n\n  <Error><Code>SlowDown</Code></Error>", "SlowDown"),
        (404, "<Error><Code>NoSuchUpload</Code></Error>", "NoSuchUpload"),
    ])
    func `tells that an upload failed after all`(status: Int, body: String, code: String) {
        let call = S3.CompleteMultipartUpload(bucket: "b", key: "k", uploadID: "u", parts: [])
        let response = HTTPResponse(status: status, body: Array(body.utf8))
        #expect(!call.isSuccess(response))
        let error = AWSError(call.refusal(response), of: call)
        #expect(error.code.rawValue == code)
        #expect(error.isRetryable == (status == 200))
    }

    @Test(
        arguments: [
            ("2026-11-21T16:00:00Z", 1_795_276_800), ("1970-01-01T00:00:00.123Z", 0),
            ("1970-01-01T01:30:00+01:30", 0), ("1969-12-31T00:00:00Z", nil), ("", nil),
            ("2026-11-21", nil), ("2026-11-21T16:00:00", nil), ("2026-13-21T16:00:00Z", nil),
        ] as [(String, Int?)]
    )
    func `has moments`(text: String, seconds: Int?) {
        #expect(Timestamp.secondsSince1970(text) == seconds)
    }
}
