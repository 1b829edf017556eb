import Foundation
import SampleEvents
import Testing

@Suite struct `Sample events` {
    @Test func `have names of their own`() {
        let names = SampleEvent.all.map { "\($0.service) \($0.name)" }
        #expect(Set(names).count == names.count)
    }

    @Test(arguments: SampleEvent.all)
    func `decode, and encode back equal`(sample: SampleEvent) throws {
        let type = try #require(eventTypes["\(sample.service) \(sample.name)"])
        let json = Data(sample.json.utf8)
        #expect(try canonical(roundTrip(type, json)) == canonical(json))
    }

    @Test(arguments: SampleEvent.all)
    func `decode the same with unknown members in every object`(sample: SampleEvent) throws {
        let type = try #require(eventTypes["\(sample.service) \(sample.name)"])
        let json = Data(sample.json.utf8)
        for seed in 1...100 as ClosedRange<UInt64> {
            var fields = UnknownFields(seed: seed)
            #expect(try decodeAlike(type, json, fields.inject(into: json)), "seed \(seed)")
        }
    }
}

extension SampleEvent: CustomTestStringConvertible {
    package var testDescription: String { "\(service) \(name)" }
}

extension SampleEvent {
    /// The event, decoded.
    static func decode<Event: Decodable>(
        _ service: String,
        _ name: String,
        as type: Event.Type = Event.self
    ) throws -> Event {
        let sample = try #require(find(service, name).first)
        return try JSONDecoder().decode(type, from: Data(sample.json.utf8))
    }
}
