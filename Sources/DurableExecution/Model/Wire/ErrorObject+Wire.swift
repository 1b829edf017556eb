extension ErrorObject: Codable {
    private enum CodingKeys: String, CodingKey {
        case type = "ErrorType"
        case message = "ErrorMessage"
        case data = "ErrorData"
        case stackTrace = "StackTrace"
    }

    /// Reads the members that are there.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        type = try container.decodeIfPresent(String.self, forKey: .type)
        message = try container.decodeIfPresent(String.self, forKey: .message)
        data = try container.decodeIfPresent(String.self, forKey: .data)
        stackTrace = try container.decodeIfPresent([String].self, forKey: .stackTrace) ?? []
    }

    /// Writes the members that say something.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(type, forKey: .type)
        try container.encodeIfPresent(message, forKey: .message)
        try container.encodeIfPresent(data, forKey: .data)
        if !stackTrace.isEmpty { try container.encode(stackTrace, forKey: .stackTrace) }
    }
}
