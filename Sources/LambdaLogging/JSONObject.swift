import LambdaRuntime
import Logging

/// An object of JSON on one line, written member by member.
struct JSONObject {
    private var members = ""

    var text: String { "{\(members)}" }

    init() {}

    init(_ metadata: Logger.Metadata) {
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) { add(key, json: value.json) }
    }

    /// Adds nothing where there is no value.
    mutating func add(_ name: String, _ value: String?) {
        if let value { add(name, json: value.jsonQuoted) }
    }

    mutating func add(_ name: String, json value: String) {
        if !members.isEmpty { members += "," }
        members += "\(name.jsonQuoted):\(value)"
    }
}

extension Logger.MetadataValue {
    fileprivate var json: String {
        switch self {
        case .string(let text): text.jsonQuoted
        case .stringConvertible(let value): value.description.jsonQuoted
        case .array(let values): "[\(values.map(\.json).joined(separator: ","))]"
        case .dictionary(let metadata): JSONObject(metadata).text
        }
    }
}
