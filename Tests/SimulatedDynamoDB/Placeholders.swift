import AWSClient
import JSONCoding

/// What a request's placeholders stand for: each must be given, and each that is given be used.
struct Placeholders {
    private var names: [String: String] = [:]
    private var values: [String: AttributeValue] = [:]
    private var unused: Set<String> = []

    init(_ request: JSON) throws(ServiceError) {
        for (placeholder, name) in request["ExpressionAttributeNames"]?.object ?? [:] {
            names[placeholder] = name.string
        }
        if let given = request["ExpressionAttributeValues"] {
            values = try DynamoDB.Item(request: given)
        }
        unused = Set(names.keys).union(values.keys)
    }

    mutating func name(_ placeholder: String) throws(ServiceError) -> String {
        guard let name = names[placeholder] else { throw undefined("name", placeholder) }
        unused.remove(placeholder)
        return name
    }

    mutating func value(_ placeholder: String) throws(ServiceError) -> AttributeValue {
        guard let value = values[placeholder] else { throw undefined("value", placeholder) }
        unused.remove(placeholder)
        return value
    }

    func checkAllUsed() throws(ServiceError) {
        guard let placeholder = unused.min() else { return }
        throw .invalid("Value unused in expressions: keys: {\(placeholder)}")
    }

    private func undefined(_ kind: String, _ placeholder: String) -> ServiceError {
        .invalid(
            "An expression attribute \(kind) used in expression is not defined: \(placeholder)"
        )
    }
}

extension DynamoDB.Item {
    init(request json: JSON?) throws(ServiceError) {
        do {
            self = try itemAttributes(json ?? .null)
        } catch {
            throw .invalid("\(error)")
        }
        guard values.allSatisfy(\.isSimulated) else {
            throw .notSimulated("a number with a fraction")
        }
    }
}

extension AttributeValue {
    fileprivate var isSimulated: Bool {
        if case .number = self { integer != nil } else { true }
    }
}
