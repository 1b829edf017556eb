import JSONCoding

/// Where a text stops being JSON, as editors count: lines and columns from one.
struct JSONProblem: CustomStringConvertible {
    let description: String

    /// `nil` for valid JSON.
    init?(in text: [UInt8]) {
        do throws(JSONError) {
            _ = try JSON(parsing: text)
            return nil
        } catch {
            let place = Self.place(error.offset, in: text)
            description = text.isEmpty ? "it is empty" : "\(error.problem) \(place)"
        }
    }

    private static func place(_ offset: Int, in text: [UInt8]) -> String {
        let lines = text[..<offset].split(separator: 0x0A, omittingEmptySubsequences: false)
        let column = String(decoding: lines.last ?? [], as: UTF8.self).count + 1
        return "at line \(lines.count), column \(column)"
    }
}
