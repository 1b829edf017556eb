public import FoundationEssentials

/// Events and answers in JSON.
///
/// Emitted into the program that uses it, so that others do not carry Foundation's JSON.
@usableFromInline
enum JSONPayload {
    @_alwaysEmitIntoClient
    static var contentType: String { "application/json" }

    @_alwaysEmitIntoClient
    static var null: [UInt8] { Array("null".utf8) }

    @_alwaysEmitIntoClient
    static func decode<Event: Decodable>(
        _ bytes: [UInt8],
        with decoder: JSONDecoder
    ) throws(PayloadError) -> Event {
        do {
            return try decoder.decode(Event.self, from: Data(bytes))
        } catch {
            throw PayloadError.undecodableEvent("\(Event.self): \(error)")
        }
    }

    @_alwaysEmitIntoClient
    static func encode(
        _ answer: some Encodable,
        with encoder: JSONEncoder
    ) throws(PayloadError) -> [UInt8] {
        do {
            return Array(try encoder.encode(answer))
        } catch {
            throw PayloadError.unencodableAnswer("\(type(of: answer)): \(error)")
        }
    }
}
