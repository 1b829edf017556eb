import FoundationEssentials
import Testing

@testable import LambdaRuntime

struct ErrorReportTests {
    private struct CardDeclined: Error, CustomStringConvertible {
        var description: String { "The card was declined." }
    }

    private enum Chosen: FunctionError {
        case outOfStock

        var errorType: String { "OutOfStock" }
        var errorMessage: String { "None left." }
    }

    @Test
    func `An error shows its type and its description`() {
        let report = ErrorReport(CardDeclined())
        let expected = ErrorReport(
            errorType: "CardDeclined",
            errorMessage: "The card was declined."
        )
        #expect(report == expected)
    }

    @Test
    func `An error can choose how it reads`() {
        let expected = ErrorReport(errorType: "OutOfStock", errorMessage: "None left.")
        #expect(ErrorReport(Chosen.outOfStock) == expected)
    }

    @Test(arguments: [
        "plain",
        "quotes \" and \\ backslashes",
        "lines\nand\r\ntabs\t",
        String(String.UnicodeScalarView((0..<0x20).compactMap(UnicodeScalar.init))),
        "ü 漢 👩‍👩‍👧 \u{2028} \u{7F} \u{10FFFF}",
    ])
    func `Any text makes valid JSON`(text: String) throws {
        struct Answer: Decodable {
            var errorType: String
            var errorMessage: String
            var stackTrace: [String]
        }
        let json = ErrorReport(errorType: text, errorMessage: text).json
        let answer = try JSONDecoder().decode(Answer.self, from: Data(json))
        #expect(answer.errorType == text)
        #expect(answer.errorMessage == text)
        #expect(answer.stackTrace.isEmpty)
    }

    @Test(arguments: [
        ("CardDeclined", "Function.CardDeclined"),
        ("Runtime.UnmarshalError", "Runtime.UnmarshalError"),
        ("Function.Anything", "Function.Anything"),
        ("Error2", "Function.Unknown"),
        ("lower", "Function.Unknown"),
        ("Other.Prefix", "Function.Unknown"),
        ("Runtime.", "Function.Unknown"),
        ("Ünknown", "Function.Unknown"),
        ("", "Function.Unknown"),
    ])
    func `Lambda's metrics get a type in their own form`(type: String, metricType: String) {
        #expect(ErrorReport(errorType: type, errorMessage: "").metricType == metricType)
    }
}
