import Foundation
import Glibc
import Logging

@testable import LambdaLogging
@testable import LambdaRuntime

/// What a logger writes, caught in a pipe.
func written(
    through channel: (CInt) -> LogOutput.Channel = LogOutput.Channel.lines,
    variables: [String: String] = [:],
    _ body: (Logger) throws -> Void
) throws -> [UInt8] {
    let pipe = Pipe()
    let output = LogOutput(channel(pipe.fileHandleForWriting.fileDescriptor))
    let settings = LogSettings { variables[$0] }
    let logger = Logger(label: "orders") { label in
        LambdaLogHandler(label: label, settings, output: output) {
            LogTime(microseconds: 1_795_277_400_123_456)
        }
    }
    try body(logger)
    try pipe.fileHandleForWriting.close()
    return Array(try pipe.fileHandleForReading.readToEnd() ?? Data())
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

extension Invocation {
    static func sample() throws -> Invocation {
        try Invocation(
            fields: [
                "Lambda-Runtime-Aws-Request-Id": "id-1",
                "Lambda-Runtime-Deadline-Ms": "1795277400000",
                "Lambda-Runtime-Invoked-Function-Arn":
                    "arn:aws:lambda:eu-central-1:123456789012:function:test",
                "Lambda-Runtime-Trace-Id": "Root=1-2-3",
                "Lambda-Runtime-Aws-Tenant-Id": "blue",
            ],
            now: .current()
        )
    }
}
