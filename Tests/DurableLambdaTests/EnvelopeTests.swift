import DurableExecution
import JSONCoding
import Testing

@testable import DurableLambda

@Suite struct `An event` {
    private func envelope(_ text: String) throws -> Envelope { try Envelope(Array(text.utf8)) }

    @Test(arguments: [#"{"title":"a"}"#, #"{"perdure":{},"more":1}"#, "17", #"{"Records":[]}"#])
    func `that is no envelope is input, unchanged`(_ text: String) throws {
        guard case .start(name: nil, let input, trace: nil) = try envelope(text) else {
            throw Unexpected()
        }
        #expect(input == text)
    }

    @Test func `may start an execution by name`() throws {
        let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        let text = #"""
            {"perdure":{"start":{"name":"n","input":{"a":[1.50]},"traceparent":"\#(trace)"}}}
            """#
        guard case .start(let name, let input, let parent) = try envelope(text) else {
            throw Unexpected()
        }
        #expect(name == "n")
        #expect(parent?.text == trace)
        #expect(input == #"{"a":[1.50]}"#)
    }

    @Test(arguments: ["traceparent", "Traceparent"])
    func `of an HTTP request says what its sender is at`(name: String) throws {
        let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        let text = #"{"headers":{"a":"1","\#(name)":"\#(trace)"},"requestContext":{}}"#
        guard case .start(name: nil, text, let parent) = try envelope(text) else {
            throw Unexpected()
        }
        #expect(parent?.text == trace)
    }

    @Test func `that is made to start an execution says its name and its input`() throws {
        let event = Envelope.start("n", input: try JSON(parsing: Array("[1.50]".utf8)))
        guard case .start("n", "[1.50]", trace: nil) = try envelope(event.text) else {
            throw Unexpected()
        }
    }

    @Test(arguments: [
        (#"{"perdure":{"wake":{"execution":"w/n"}}}"#, Envelope.Wake.execution("w/n")),
        (#"{"perdure":"sweep"}"#, .overdue),
    ])
    func `may wake executions, as it is or through a queue`(
        text: String,
        expected: Envelope.Wake
    ) throws {
        let body = text.replacing("\"", with: "\\\"")
        let queued = #"{"Records":[{"eventSource":"aws:sqs","body":"\#(body)"}]}"#
        for text in [text, queued, expected.event.text] {
            guard case .wake(let wakes) = try envelope(text) else { throw Unexpected() }
            #expect(wakes == [expected])
        }
    }

    @Test func `of the native service is recognised`() throws {
        let text = #"{"DurableExecutionArn":"a","CheckpointToken":"t","InitialExecutionState":{}}"#
        guard case .native = try envelope(text) else { throw Unexpected() }
    }
}

extension Envelope.Wake {
    fileprivate static func execution(_ id: String) -> Self {
        .execution(ExecutionID(rawValue: id))
    }
}
