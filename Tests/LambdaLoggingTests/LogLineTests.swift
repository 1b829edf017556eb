import Foundation
import Logging
import Testing

@testable import LambdaLogging
@testable import LambdaRuntime

struct LogLineTests {
    private static let json = ["AWS_LAMBDA_LOG_FORMAT": "JSON"]
    private struct Refused: Error {}

    @Test
    func `A line of text has time, request id, level, message and metadata`() throws {
        let invocation = try Invocation.sample()
        let bytes = try written { logger in
            Lambda.$currentInvocation.withValue(invocation) {
                logger.info("ready", metadata: ["order": "7", "batch": "3"])
            }
        }
        #expect(
            text(bytes) == "2026-11-21T16:10:00.123Z\tid-1\tINFO\tready\t"
                + "traceId=Root=1-2-3\ttenantId=blue\tbatch=3\torder=7\n"
        )
    }

    @Test
    func `Outside of an invocation a dash stands for the request id`() throws {
        let bytes = try written { $0.warning("cold") }
        #expect(text(bytes) == "2026-11-21T16:10:00.123Z\t-\tWARN\tcold\n")
    }

    @Test
    func `A message of several lines stays one event`() throws {
        let bytes = try written { $0.info("one\ntwo\r\nthree") }
        #expect(text(bytes).hasSuffix("INFO\tone\rtwo\r\rthree\n"))
    }

    @Test(arguments: ["JSON", "json"])
    func `A line of JSON has the fields of Lambda's own runtimes`(format: String) throws {
        let invocation = try Invocation.sample()
        let bytes = try written(variables: ["AWS_LAMBDA_LOG_FORMAT": format]) { logger in
            var logger = logger
            logger[metadataKey: "from"] = "logger"
            Lambda.$currentInvocation.withValue(invocation) {
                logger.error(
                    "not \"sent\"\n",
                    error: Refused(),
                    metadata: ["tags": ["a", "b"], "at": ["line": "7"]],
                    file: "Shop/Orders.swift",
                    line: 7
                )
            }
        }
        #expect(
            text(bytes) == #"{"timestamp":"2026-11-21T16:10:00.123Z","level":"ERROR","#
                + #""message":"not \"sent\"\n","logger":"orders","requestId":"id-1","#
                + #""traceId":"Root=1-2-3","tenantId":"blue","errorType":"Refused","#
                + #""errorMessage":"Refused()","location":"Shop/Orders.swift:7","#
                + #""metadata":{"at":{"line":"7"},"from":"logger","tags":["a","b"]}}"# + "\n"
        )
    }

    @Test
    func `Any text is valid JSON on one line`() throws {
        let all = String(String.UnicodeScalarView((0...0x2100).compactMap(UnicodeScalar.init)))
        let bytes = try written(variables: Self.json) {
            $0.info("\(all)", metadata: ["k\n": "\(all)"])
        }
        #expect(bytes.firstIndex(of: UInt8(ascii: "\n")) == bytes.count - 1)
        let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        #expect(object?["message"] as? String == all)
        #expect(object?["metadata"] as? [String: String] == ["k\n": all])
    }

    @Test(
        arguments: [
            ("TRACE", "TRACE DEBUG INFO INFO WARN ERROR FATAL"),
            ("DEBUG", "DEBUG INFO INFO WARN ERROR FATAL"),
            ("INFO", "INFO INFO WARN ERROR FATAL"),
            ("WARN", "WARN ERROR FATAL"),
            ("ERROR", "ERROR FATAL"),
            ("FATAL", "FATAL"),
            ("fatal", "FATAL"),
            ("", "INFO INFO WARN ERROR FATAL"),
            ("loud", "INFO INFO WARN ERROR FATAL"),
        ],
        ["Text", "JSON"]
    )
    func `The configured level and the more severe ones are written`(
        level: (configured: String, written: String),
        format: String
    ) throws {
        let variables = ["AWS_LAMBDA_LOG_LEVEL": level.configured, "AWS_LAMBDA_LOG_FORMAT": format]
        let bytes = try written(variables: variables) { logger in
            for level in Logger.Level.allCases { logger.log(level: level, "hello") }
        }
        let name = #/\b(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\b/#
        let levels = text(bytes).split(separator: "\n").compactMap { $0.firstMatch(of: name)?.1 }
        #expect(levels.joined(separator: " ") == level.written)
    }

    @Test
    func `Metadata of the call wins over the logger's and the provider's`() throws {
        let bytes = try written { logger in
            var logger = logger
            logger[metadataKey: "a"] = "logger"
            logger[metadataKey: "b"] = "logger"
            logger.handler.metadataProvider = .init { ["b": "provider", "c": "provider"] }
            logger.info("hello", metadata: ["c": "call"])
        }
        #expect(text(bytes).hasSuffix("hello\ta=logger\tb=provider\tc=call\n"))
    }
}
