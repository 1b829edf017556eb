import Testing

@testable import DurableExecution

@Suite struct `An execution's name` {
    @Test(arguments: ["", "a/b", "a b", "é", String(repeating: "a", count: 65)])
    func `is refused where it would not be one`(_ name: String) {
        #expect(throws: InvalidExecutionName(name: name)) { try ExecutionName(name) }
    }
}
