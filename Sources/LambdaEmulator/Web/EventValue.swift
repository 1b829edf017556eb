/// JSON to be written as an event.
indirect enum EventValue: Sendable, Hashable {
    case null
    case text(String)
    case number(Int64)
    case flag(Bool)
    case list([EventValue])
    case map([String: EventValue])

    init(_ text: String?) {
        self = text.map(EventValue.text) ?? .null
    }

    init(_ texts: [String]) {
        self = .list(texts.map(EventValue.text))
    }

    init(_ texts: [String: String]) {
        self = .map(texts.mapValues(EventValue.text))
    }

    init(_ lists: [String: [String]]) {
        self = .map(lists.mapValues(EventValue.init))
    }

    /// Nothing at all where there is nothing to tell.
    var ifAny: EventValue? {
        switch self {
        case .null: nil
        case .list(let elements): elements.isEmpty ? nil : self
        case .map(let members): members.isEmpty ? nil : self
        case .text, .number, .flag: self
        }
    }

    var orNull: EventValue { ifAny ?? .null }
}

extension EventValue: Encodable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        case .list(let elements): try container.encode(elements)
        case .map(let members): try container.encode(members)
        }
    }
}

extension EventValue: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral {
    init(stringLiteral text: String) { self = .text(text) }

    init(dictionaryLiteral members: (String, EventValue?)...) {
        let known = members.compactMap { name, value in value.map { (name, $0) } }
        self = .map(Dictionary(known) { $1 })
    }
}
