import DurableExecution
import FoundationEssentials
import HTTPTransport

/// JSON as the Lambda API writes it.
package enum WireJSON {
    /// Moments are seconds with a fraction, as in every answer of the API.
    package static func encode(_ value: some Encodable) -> [UInt8] {
        let encoder = makeEncoder()
        if let key = Timestamp.asSeconds { encoder.userInfo[key] = true }
        // The values are ours: text, finite numbers, lists and maps of them always encode.
        return (try? encoder.encode(value)).map(Array.init) ?? []
    }

    /// Moments are whole milliseconds, as in the payload of an invocation.
    package static func encodePayload(_ value: some Encodable) -> [UInt8] {
        (try? makeEncoder().encode(value)).map(Array.init) ?? []
    }

    private static func makeEncoder() -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }

    package static func decode<Value: Decodable>(
        _ type: Value.Type,
        _ bytes: [UInt8]
    ) throws -> Value {
        try JSONDecoder().decode(type, from: Data(bytes))
    }

    /// Whether the bytes are one JSON value.
    package static func isValid(_ bytes: [UInt8]) -> Bool {
        // Whatever the error says, they are not.
        (try? decode(AnyValue.self, bytes)) != nil
    }

    private struct AnyValue: Decodable {
        init(from decoder: any Decoder) {}
    }
}

extension HTTPAnswer {
    static func json(_ value: some Encodable) -> HTTPAnswer { .whole(.json(value)) }
}

extension HTTPResponse {
    static func json(_ value: some Encodable, status: Int = 200) -> HTTPResponse {
        HTTPResponse(
            status: status,
            fields: ["Content-Type": "application/json"],
            body: WireJSON.encode(value)
        )
    }
}
