import Synchronization

/// The types of Foundation that JSON writes in a form that is not the one in which they encode themselves.
///
/// They are told by their names: whoever mentions `Data` links all of Foundation's essentials, two million bytes of a
/// zip, and most functions have no use for them. Their own forms, which are stored in many a file and cannot change, are
/// translated to JSON's and back.
enum FoundationType: String {
    case data = "FoundationEssentials.Data"
    case decimal = "FoundationEssentials.Decimal"
    case url = "FoundationEssentials.URL"

    private static let known = Mutex<[ObjectIdentifier: FoundationType?]>([:])

    init?(_ type: Any.Type) {
        let id = ObjectIdentifier(type)
        let known = Self.known.withLock { $0[id] }
        if let known {
            guard let known else { return nil }
            self = known
        } else {
            let found = FoundationType(rawValue: String(reflecting: type))
            Self.known.withLock { $0[id] = .some(found) }
            guard let found else { return nil }
            self = found
        }
    }
}

extension FoundationType {
    func decode<Value: Decodable>(
        _ type: Value.Type,
        from document: JSONDocument,
        at index: Int
    ) throws -> Value {
        let path = document.path(to: index)
        let own =
            switch self {
            case .data: try ownForm(ofData: document.decode(String.self, at: index), type, path)
            case .url: try JSON.encode(OwnURL(relative: document.decode(String.self, at: index)))
            case .decimal: try ownForm(ofDecimal: document, type, at: index)
            }
        return try Value(from: ValueDecoder(document: JSONDocument(own, at: path), index: 0))
    }

    private func ownForm(
        ofData base64: String,
        _ type: Any.Type,
        _ path: [any CodingKey]
    ) throws -> [UInt8] {
        guard let bytes = Base64.decode(base64) else {
            throw Misfit.isNone(type, "'\(base64.prefix(80))'").decodingError(at: path)
        }
        return try JSON.encode(bytes)
    }

    private func ownForm(
        ofDecimal document: JSONDocument,
        _ type: Any.Type,
        at index: Int
    ) throws -> [UInt8] {
        let value = document.text.values[index]
        guard case .number = value.kind else { throw document.mismatch(type, at: index) }
        let spelling = document.text.string(of: value)
        guard let decimal = SpelledNumber(spelling).flatMap(OwnDecimal.init) else {
            throw Misfit.doesNotFit(type, spelling).decodingError(at: document.path(to: index))
        }
        return try JSON.encode(decimal)
    }

    /// What JSON writes for a value that has encoded itself.
    func plainForm(of value: Any, _ encoder: ValueEncoder) throws -> Encoded? {
        guard let own = encoder.written else { return nil }
        let output = encoder.output
        switch self {
        case .data:
            let bytes = try own.bytes ?? JSON.decode(from: output.text(of: own))
            return output.scalar(Base64.encode(bytes))
        case .decimal:
            guard let digits = try JSON.decode(OwnDecimal.self, from: output.text(of: own)).digits
            else { throw noForm(value, "It is no number.", encoder) }
            return output.scalar(digits.utf8)
        case .url:
            let url = try JSON.decode(OwnURL.self, from: output.text(of: own))
            guard url.base == nil else {
                throw noForm(value, "It is relative to another: encode its absoluteURL.", encoder)
            }
            return output.scalar(url.relative)
        }
    }

    private func noForm(_ value: Any, _ reason: String, _ encoder: ValueEncoder) -> EncodingError {
        .invalidValue(
            value,
            .init(
                codingPath: encoder.codingPath,
                debugDescription: "JSON has no form for it. \(reason)"
            )
        )
    }
}

extension Encoded {
    /// Those of an array that was handed over all at once, as `Data` hands them over.
    fileprivate var bytes: [UInt8]? {
        guard case .array(let array) = self, array.elements.count == 1,
            case .bytes(let bytes) = array.elements[0]
        else { return nil }
        return bytes
    }
}

/// How `URL` encodes itself.
private struct OwnURL: Codable {
    var base: String?
    var relative: String

    init(relative: String) {
        self.relative = relative
    }
}
