import Testing

@Suite struct `Events that SAM CLI generates` {
    @Test func `each have a type, or a reason to have none`() async throws {
        let names = Set(try await SAMEvents.all().keys)
        #expect(names.count >= 26)
        #expect(names.subtracting(eventTypes.keys) == SAMEvents.leftOut)
    }

    @Test func `decode, and encode back equal`() async throws {
        for (name, json) in try await SAMEvents.all() {
            guard let type = eventTypes[name] else { continue }
            #expect(try canonical(roundTrip(type, json)) == canonical(json), "\(name)")
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `decode the same with unknown members in every object`(seed: UInt64) async throws {
        var fields = UnknownFields(seed: seed)
        for (name, json) in try await SAMEvents.all() {
            guard let type = eventTypes[name] else { continue }
            let extended = try fields.inject(into: json)
            #expect(try decodeAlike(type, json, extended), "\(name)")
        }
    }
}
