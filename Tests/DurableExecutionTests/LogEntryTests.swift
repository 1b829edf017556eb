import FoundationEssentials
import Testing

@testable import DurableExecution

@Suite struct `A log entry` {
    private static let contents: [(LogEntry.Content, String)] = [
        (
            .batch([OperationUpdate(id: .path(1, in: nil), name: "a", change: .startStep)]),
            #""batch":[{"Action":"START","Id":"1","Name":"a","Type":"STEP"}]"#
        ),
        (.suspension, #""suspension":{}"#),
        (
            .answer(CallbackToken(rawValue: "t"), .succeeded("1")),
            #""answer":{"result":"1","token":"t"}"#
        ),
        (
            .answer(CallbackToken(rawValue: "t"), .succeeded(nil)),
            #""answer":{"token":"t"}"#
        ),
        (
            .answer(CallbackToken(rawValue: "t"), .failed(ErrorObject(type: "E", message: "m"))),
            #""answer":{"error":{"ErrorMessage":"m","ErrorType":"E"},"token":"t"}"#
        ),
        (
            .invoked(.path(3, in: nil), .timedOut(ErrorObject(type: "E", message: nil))),
            #""invoked":{"error":{"ErrorType":"E"},"id":"3","status":"TIMED_OUT"}"#
        ),
        (
            .seal(LogEntry.Owner(deadline: Timestamp(millisecondsSinceEpoch: 1_700_000_000_001))),
            #""seal":{"deadline":1700000000001}"#
        ),
    ]

    @Test(arguments: contents)
    func `has a shape that can be read for good`(_ content: LogEntry.Content, _ text: String) throws
    {
        let time = Timestamp(millisecondsSinceEpoch: 1_700_000_000_000)
        let entry = LogEntry(nonce: "n", time: time, content: content)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let members = try JSONDecoder().decode(JSONValue.self, from: encoder.encode(entry))
        let expected = #"{"nonce":"n","time":1700000000000,\#(text)}"#
        #expect(try members == JSONDecoder().decode(JSONValue.self, from: Data(expected.utf8)))
        #expect(try JSONDecoder().decode(LogEntry.self, from: Data(expected.utf8)) == entry)
    }
}
