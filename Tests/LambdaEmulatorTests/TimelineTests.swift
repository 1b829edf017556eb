import DurableExecution
import DurableHistory
import Testing

@testable import LambdaEmulator

@Suite struct `A timeline` {
    @Test func `says which operation a line is of where several have one name`() {
        let lines = Timeline([
            event("ExecutionStarted", at: 0), event("StepStarted", "charge", "1", at: 1),
            event("StepStarted", "ship", "2", at: 2),
            event("StepStarted", "charge", "3", at: 1_500),
        ]).lines
        #expect(
            lines.map { $0.drop { $0 == " " } } == [
                "0.000 s  started with nothing", "0.001 s  step 'charge' starts (1)",
                "0.002 s  step 'ship' starts", "1.500 s  step 'charge' starts (3)",
            ]
        )
    }

    private func event(
        _ type: String,
        _ name: String? = nil,
        _ operation: String? = nil,
        at milliseconds: Int64
    ) -> EventDocument {
        let time = Timestamp(millisecondsSinceEpoch: milliseconds)
        var event = EventDocument(type: type, id: 1, timestamp: time)
        event.name = name
        event.operation = operation
        return event
    }
}
