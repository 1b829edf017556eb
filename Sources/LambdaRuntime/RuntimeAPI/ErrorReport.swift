import JSONCoding

/// An error in the form that Lambda hands to the caller.
///
/// Source: "Initialization error" and "Invocation error" in "Using the Lambda runtime API".
struct ErrorReport: Error, Sendable, Equatable {
    let errorType: String
    let errorMessage: String
    let stackTrace: [String]

    init(errorType: String, errorMessage: String, stackTrace: [String] = []) {
        self.errorType = errorType
        self.errorMessage = errorMessage
        self.stackTrace = stackTrace
    }

    init(_ error: any Error) {
        if let report = error as? ErrorReport {
            self = report
        } else if let error = error as? any FunctionError {
            self.init(
                errorType: error.errorType,
                errorMessage: error.errorMessage,
                stackTrace: error.stackTrace
            )
        } else {
            self.init(
                errorType: String(describing: type(of: error)),
                errorMessage: String(describing: error)
            )
        }
    }

    var json: [UInt8] {
        let report: JSON = [
            "errorType": .string(errorType),
            "errorMessage": .string(errorMessage),
            "stackTrace": .array(stackTrace.map(JSON.string)),
        ]
        return report.bytes
    }

    /// The error as X-Ray shows it, on one line of ASCII; nil where it is longer than Lambda takes.
    var xrayCause: String? {
        let exception: JSON = [
            "type": .string(errorType),
            "message": .string(errorMessage),
            "stack": .array(
                stackTrace.map { ["path": "", "line": .number(0), "label": .string($0)] }
            ),
        ]
        let cause: JSON = [
            "working_directory": "/var/task", "exceptions": [exception], "paths": [],
        ]
        let text = cause.ascii
        return text.utf8.count <= 64 * 1024 ? text : nil
    }

    /// The type as Lambda's metrics take it, `Function.` or `Runtime.` and ASCII letters; anything
    /// else would count as unknown there.
    var metricType: String {
        let parts = errorType.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count == 2, parts[0] == "Runtime" || parts[0] == "Function",
            parts[1].isCapitalizedWord
        {
            return errorType
        }
        return errorType[...].isCapitalizedWord ? "Function.\(errorType)" : "Function.Unknown"
    }
}

extension Substring {
    fileprivate var isCapitalizedWord: Bool {
        let isLetter = { (byte: UInt8) in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        }
        guard let first = utf8.first, first & 0x20 == 0 else { return false }
        return utf8.count > 1 && utf8.allSatisfy(isLetter)
    }
}
