import Logging
import Testing

@testable import LambdaLogging

struct TelemetryFrameTests {
    private static let frames: [(Logger.Level, String, UInt32)] = [
        (.trace, "Text", 0xA55A_0007), (.debug, "Text", 0xA55A_000B), (.info, "Text", 0xA55A_000F),
        (.notice, "Text", 0xA55A_000F), (.warning, "Text", 0xA55A_0013),
        (.error, "Text", 0xA55A_0017),
        (.critical, "Text", 0xA55A_001B), (.trace, "JSON", 0xA55A_0006),
        (.info, "JSON", 0xA55A_000E),
        (.critical, "JSON", 0xA55A_001A),
    ]

    @Test(arguments: frames)
    func `A frame says what it holds, how long it is and when it was`(
        level: Logger.Level,
        format: String,
        type: UInt32
    ) throws {
        let variables = ["AWS_LAMBDA_LOG_FORMAT": format, "AWS_LAMBDA_LOG_LEVEL": "TRACE"]
        let bytes = try written(through: LogOutput.Channel.frames, variables: variables) {
            $0.log(level: level, "one\ntwo")
        }
        let frame = try #require(Frame(bytes[...]))
        #expect(frame.type == type)
        #expect(frame.microseconds == 1_795_277_400_123_456)
        #expect(frame.rest.isEmpty)
        #expect(frame.text.contains(format == "JSON" ? #""one\ntwo""# : "one\ntwo"))
        #expect(!frame.text.hasSuffix("\n"))
    }

    @Test
    func `Frames follow each other without anything between`() throws {
        let bytes = try written(through: LogOutput.Channel.frames) {
            $0.info("one")
            $0.info("two")
        }
        let first = try #require(Frame(bytes[...]))
        let second = try #require(Frame(first.rest))
        #expect(first.text.hasSuffix("one"))
        #expect(second.text.hasSuffix("two"))
        #expect(second.rest.isEmpty)
    }

    @Test
    func `A frame is cut at the largest size CloudWatch takes`() {
        let text = String(repeating: "a", count: 300 * 1024)
        let frame = TelemetryFrame(text, .text, .info, LogTime(microseconds: 0))
        #expect(frame.bytes.count == 16 + 256 * 1024 - 26)
    }

    private struct Frame {
        let type: UInt32
        let microseconds: UInt64
        let text: String
        let rest: ArraySlice<UInt8>

        init?(_ bytes: ArraySlice<UInt8>) {
            guard bytes.count >= 16 else { return nil }
            let number = { (bytes: ArraySlice<UInt8>) in
                bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            }
            type = UInt32(number(bytes.prefix(4)))
            microseconds = number(bytes.dropFirst(8).prefix(8))
            let body = bytes.dropFirst(16)
            let length = Int(number(bytes.dropFirst(4).prefix(4)))
            guard body.count >= length else { return nil }
            text = String(decoding: body.prefix(length), as: UTF8.self)
            rest = body.dropFirst(length)
        }
    }
}
