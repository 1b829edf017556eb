import AWSClient
import JSONCoding
import LambdaEmulator

/// Where a text stops being JSON, as editors count: lines and columns from one.
struct JSONProblem: CustomStringConvertible {
    let description: String

    /// `nil` for valid JSON.
    init?(in text: [UInt8]) {
        if WireJSON.isValid(text) { return nil }
        description =
            switch Result(catching: { () throws(JSONError) in try JSON(parsing: text) }) {
            case _ where text.isEmpty: "it is empty"
            case .failure(let error): "\(error.problem) \(Self.place(error.offset, in: text))"
            case .success: "its parts do not fit together"
            }
    }

    private static func place(_ offset: Int, in text: [UInt8]) -> String {
        let lines = text[..<offset].split(separator: 0x0A, omittingEmptySubsequences: false)
        let column = String(decoding: lines.last ?? [], as: UTF8.self).count + 1
        return "at line \(lines.count), column \(column)"
    }
}
