import Testing

@testable import LambdaEmulator

struct EventLineTests {
    private func line(_ kind: EmulatorEvent.Kind, isQuiet: Bool = false) -> EventLine? {
        EventLine(EmulatorEvent(function: "F", kind: kind), isQuiet: isQuiet)
    }

    @Test func `a function's error is told by its type and message, on one line`() {
        let failure = FunctionFailure(cause: .reported, type: "Bad.Luck", message: "one\ntwo")
        let line = line(.ended(requestID: "0123456789", .failed(failure)), isQuiet: true)
        #expect(line?.text == "invocation 01234567 failed: Bad.Luck: one two")
        #expect(line?.tone == .problem)
    }

    @Test func `an error that is no JSON is told as it is`() {
        let failure = FunctionFailure(cause: .reported, payload: Array("oh no".utf8))
        let line = line(.ended(requestID: "1", .failed(failure)))
        #expect(line?.text == "invocation 1 failed: oh no")
    }

    @Test func `what a function writes is told apart from what happens to it`() {
        #expect(line(.output("process started"), isQuiet: true)?.text == "| process started")
        #expect(line(.output("process started"))?.tone == .output)
        #expect(line(.processStarted)?.tone == .news)
    }

    @Test func `quiet leaves out what goes well`() {
        #expect(line(.processStarted, isQuiet: true) == nil)
        #expect(line(.responded("GET /", status: 200, problem: nil), isQuiet: true) == nil)
        #expect(line(.responded("GET /", status: 502, problem: "bad"), isQuiet: true) != nil)
    }
}
