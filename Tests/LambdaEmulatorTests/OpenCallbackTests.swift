import DurableExecution
import DurableHistory
import Testing

@testable import LambdaEmulator

@Suite struct `An open callback` {
    private let execution: ExecutionDocument

    init() throws {
        let json = #"""
            {"DurableExecutionArn": "arn:aws:lambda:us-east-1:1:function:F:1/durable-execution/e/i",
             "DurableExecutionName": "e", "FunctionArn": "arn:aws:lambda:us-east-1:1:function:F:1",
             "Status": "RUNNING", "StartTimestamp": 1700000000.5}
            """#
        execution = try WireJSON.decode(ExecutionDocument.self, Array(json.utf8))
    }

    private func event(
        _ type: String,
        _ id: String,
        _ name: String,
        in parent: String? = nil,
        subtype: String? = nil
    ) -> EventDocument {
        var event = EventDocument(
            type: type,
            id: 1,
            timestamp: Timestamp(millisecondsSinceEpoch: 0)
        )
        event.operation = id
        event.name = name
        event.parent = parent
        event.subtype = subtype
        event.details.callbackID = type == "CallbackStarted" ? "token \(id)" : nil
        return event
    }

    @Test func `goes by the name that the workflow has given`() {
        let events = [
            event("ContextStarted", "1", "decision", subtype: "WaitForCallback"),
            event("CallbackStarted", "1-1", "decision create callback id", in: "1"),
            event("ContextStarted", "2", "branch", subtype: "RunInChildContext"),
            event("CallbackStarted", "2-1", "own", in: "2"),
            event("CallbackStarted", "3", "answered"),
            event("CallbackSucceeded", "3", "answered"),
        ]
        let open = OpenCallback.all(of: execution, in: events)
        #expect(open.map(\.name) == ["decision", "own"])
        #expect(open.map(\.token) == ["token 1-1", "token 2-1"])
    }
}
