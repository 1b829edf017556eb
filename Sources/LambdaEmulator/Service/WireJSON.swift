import DurableExecution
import HTTPTransport
import JSONCoding

/// JSON as the Lambda API writes it.
package enum WireJSON {
    /// Moments are seconds with a fraction, as in every answer of the API.
    package static func encode(_ value: some Encodable) -> [UInt8] {
        // The values are ours: text, finite numbers, lists and maps of them always encode.
        (try? JSON.encode(value, userInfo: inSeconds)) ?? []
    }

    /// Moments are whole milliseconds, as in the payload of an invocation.
    package static func encodePayload(_ value: some Encodable) -> [UInt8] {
        (try? JSON.encode(value)) ?? []
    }

    private static let inSeconds: [CodingUserInfoKey: any Sendable] =
        Timestamp.asSeconds.map { [$0: true] } ?? [:]

    package static func decode<Value: Decodable>(
        _ type: Value.Type,
        _ bytes: [UInt8]
    ) throws -> Value {
        try JSON.decode(type, from: bytes)
    }

    /// Whether the bytes are one JSON value.
    package static func isValid(_ bytes: [UInt8]) -> Bool {
        // Whatever the error says, they are not.
        (try? JSON(parsing: bytes)) != nil
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
