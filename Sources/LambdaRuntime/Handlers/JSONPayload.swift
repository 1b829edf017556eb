import JSONCoding

/// Events and answers in JSON.
enum JSONPayload {
    static let contentType = "application/json"
    static let null = Array("null".utf8)

    static func decode<Event: Decodable>(_ bytes: [UInt8]) throws(PayloadError) -> Event {
        do {
            return try JSON.decode(from: bytes)
        } catch {
            throw PayloadError.undecodableEvent("\(Event.self): \(error)")
        }
    }

    static func encode(_ answer: some Encodable) throws(PayloadError) -> [UInt8] {
        do {
            return try JSON.encode(answer)
        } catch {
            throw PayloadError.unencodableAnswer("\(type(of: answer)): \(error)")
        }
    }
}
