/// Fields: how it ended (1: succeeded 1, failed 2, timed out 3, stopped 4, continued 5), result or next
/// input (2), error (3).
extension ExecutionOutcome {
    func write(_ writer: inout MessageWriter) {
        switch self {
        case .succeeded(let result): write(&writer, 1, text: result)
        case .failed(let error): write(&writer, 2, error)
        case .timedOut(let error): write(&writer, 3, error)
        case .stopped(let error): write(&writer, 4, error)
        case .continued(let input): write(&writer, 5, text: input)
        }
    }

    private func write(_ writer: inout MessageWriter, _ status: Int64, text: String?) {
        writer.write(1, status)
        writer.write(2, text)
    }

    private func write(_ writer: inout MessageWriter, _ status: Int64, _ error: ErrorObject) {
        writer.write(1, status)
        writer.write(3, error.write)
    }

    init(_ message: Message) throws(InvalidLog) {
        let text = try message.text(2)
        let error = try ErrorObject(in: message, at: 3) ?? .unexplained
        switch try message.int(1) {
        case 1: self = .succeeded(result: text)
        case 2: self = .failed(error)
        case 3: self = .timedOut(error)
        case 4: self = .stopped(error)
        case 5: self = .continued(input: text)
        default: throw .unreadable("an outcome of no known kind")
        }
    }
}

/// Fields: type (1), message (2), data (3), lines of the stack trace (4).
extension ErrorObject {
    func write(_ writer: inout MessageWriter) {
        writer.write(1, type)
        writer.write(2, message)
        writer.write(3, data)
        for line in stackTrace { writer.write(4, line) }
    }

    init(_ message: Message) throws(InvalidLog) {
        var trace: [String] = []
        for line in message.all(4) { trace.append(try line.text) }
        self.init(
            type: try message.text(1),
            message: try message.text(2),
            data: try message.text(3),
            stackTrace: trace
        )
    }

    init?(in message: Message, at number: Int) throws(InvalidLog) {
        guard let error = try message.message(number) else { return nil }
        try self.init(error)
    }
}
