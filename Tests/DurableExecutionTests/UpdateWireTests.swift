import FoundationEssentials
import Testing

@testable import DurableExecution

@Suite struct `An update on the wire` {
    @Test(arguments: [
        (#""Type":"WAIT","Action":"START","WaitOptions":{"WaitSeconds":SECONDS}"#, 1...31_622_400),
        (
            #""Type":"STEP","Action":"RETRY","StepOptions":{"NextAttemptDelaySeconds":SECONDS}"#,
            1...31_622_400
        ),
        (
            #""Type":"CALLBACK","Action":"START","CallbackOptions":{"TimeoutSeconds":SECONDS}"#,
            0...99_999_999
        ),
        (
            #""Type":"CALLBACK","Action":"START","CallbackOptions":{"HeartbeatTimeoutSeconds":SECONDS}"#,
            0...99_999_999
        ),
    ])
    func `takes as many seconds as the service does`(text: String, range: ClosedRange<Int>) throws {
        func read(_ seconds: Int) throws -> OperationUpdate {
            let members = text.replacing("SECONDS", with: "\(seconds)")
            return try PayloadCoder.decode(OperationUpdate.self, from: #"{"Id":"1",\#(members)}"#)
        }
        for seconds in [range.lowerBound, range.upperBound] { _ = try read(seconds) }
        for seconds in [range.lowerBound - 1, range.upperBound + 1, .max, .min] {
            let error = #expect(throws: DecodingError.self) { try read(seconds) }
            #expect("\(error, default: "")".contains("it may be \(range.lowerBound) to"))
        }
    }

    @Test func `asks for a second where less is meant`() throws {
        let update = OperationUpdate(
            id: try #require(OperationID(rawValue: "1")),
            change: .continueStep(state: nil, after: .milliseconds(0))
        )
        #expect(try PayloadCoder.encode(update).contains(#""NextAttemptDelaySeconds":1"#))
    }
}
