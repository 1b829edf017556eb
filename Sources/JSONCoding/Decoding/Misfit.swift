/// Why a value of a JSON text is not what was asked for.
enum Misfit: Error {
    case isNot(Any.Type, JSONText.Kind)
    /// It is a number that this type cannot hold.
    case doesNotFit(Any.Type, String)
    /// It has the form of what was asked for, and makes no sense.
    case isNone(Any.Type, String)

    func decodingError(at path: [any CodingKey]) -> DecodingError {
        switch self {
        case .isNot(let type, .null):
            .valueNotFound(
                type,
                .init(
                    codingPath: path,
                    debugDescription: "Expected a value of \(type), found null."
                )
            )
        case .isNot(let type, let kind):
            .typeMismatch(
                type,
                .init(
                    codingPath: path,
                    debugDescription: "Expected a value of \(type), found \(kind.words)."
                )
            )
        case .doesNotFit(let type, let digits):
            .dataCorrupted(
                .init(
                    codingPath: path,
                    debugDescription: "\(digits.prefix(80)) does not fit \(type)."
                )
            )
        case .isNone(let type, let text):
            .dataCorrupted(.init(codingPath: path, debugDescription: "\(text) is no \(type)."))
        }
    }
}

extension JSONText.Kind {
    fileprivate var words: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number: "a number"
        case .string, .escaped: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
