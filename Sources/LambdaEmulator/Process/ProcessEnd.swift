/// How a process ended, in the words of Lambda's `Runtime.ExitError`.
package enum ProcessEnd: Sendable, Hashable {
    case code(Int32)
    case signal(Int32)
}

extension ProcessEnd: CustomStringConvertible {
    package var description: String {
        switch self {
        case .code(0): "Runtime exited without providing a reason"
        case .code(let code): "Runtime exited with error: exit status \(code)"
        case .signal(let number): "Runtime exited with error: signal: \(Self.name(of: number))"
        }
    }

    private static func name(of signal: Int32) -> String {
        switch signal {
        case 4: "illegal instruction"
        case 5: "trace/breakpoint trap"
        case 6: "aborted"
        case 7: "bus error"
        case 8: "floating point exception"
        case 9: "killed"
        case 11: "segmentation fault"
        case 15: "terminated"
        default: "signal \(signal)"
        }
    }
}
