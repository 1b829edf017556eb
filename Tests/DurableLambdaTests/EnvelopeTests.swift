import Testing

@testable import DurableLambda

@Suite struct `An event` {
    private func envelope(_ text: String) throws -> Envelope { try Envelope(Array(text.utf8)) }

    @Test(arguments: [#"{"title":"a"}"#, #"{"perdure":{},"more":1}"#, "17", #"{"Records":[]}"#])
    func `that is no envelope is input, unchanged`(_ text: String) throws {
        guard case .start(name: nil, let input) = try envelope(text) else { throw Unexpected() }
        #expect(input == text)
    }

    @Test func `may start an execution by name`() throws {
        let text = #"{"perdure":{"start":{"name":"n","input":{"a":[1.50]}}}}"#
        guard case .start(let name, let input) = try envelope(text) else { throw Unexpected() }
        #expect(name == "n")
        #expect(input == #"{"a":[1.50]}"#)
    }

    @Test func `may wake executions, as it is or through a queue`() throws {
        let wake = #"{"perdure":{"wake":{"execution":"w/n"}}}"#
        let body = wake.replacing("\"", with: "\\\"")
        let queued = #"{"Records":[{"eventSource":"aws:sqs","body":"\#(body)"}]}"#
        for text in [wake, queued] {
            guard case .wake(let wakes) = try envelope(text) else { throw Unexpected() }
            #expect(wakes.map(\.execution.rawValue) == ["w/n"])
        }
    }

    @Test func `of the native service is recognised`() throws {
        let text = #"{"DurableExecutionArn":"a","CheckpointToken":"t","InitialExecutionState":{}}"#
        guard case .native = try envelope(text) else { throw Unexpected() }
    }
}
