/// A line of the program header table: a part of the file and where it belongs in memory.
///
/// Source: elf(5), `Elf64_Phdr`.
struct ELFSegment: Sendable, Equatable {
    static let load: UInt32 = 1
    static let dynamic: UInt32 = 2
    static let interpreter: UInt32 = 3
    static let note: UInt32 = 4
    static let unwindTable: UInt32 = 0x6474_E550

    let kind: UInt32
    /// Where the line itself is.
    let header: Int
    let isExecutable: Bool

    private let offset: UInt64
    private let address: UInt64
    private let size: UInt64

    static func table(in reader: LittleEndianReader) throws(ELFError) -> [ELFSegment] {
        guard let start = reader.number(UInt64.self, at: 32).flatMap({ Int(exactly: $0) }),
            let size = reader.number(UInt16.self, at: 54),
            let count = reader.number(UInt16.self, at: 56)
        else { throw .damaged }
        var segments: [ELFSegment] = []
        for index in 0..<Int(count) {
            let (place, overflow) = start.addingReportingOverflow(index * Int(size))
            guard !overflow else { throw .damaged }
            segments.append(try ELFSegment(reader, at: place))
        }
        return segments
    }

    private init(_ reader: LittleEndianReader, at place: Int) throws(ELFError) {
        guard place < reader.bytes.count,
            let kind = reader.number(UInt32.self, at: place),
            let flags = reader.number(UInt32.self, at: place + 4),
            let offset = reader.number(UInt64.self, at: place + 8),
            let address = reader.number(UInt64.self, at: place + 16),
            let size = reader.number(UInt64.self, at: place + 32)
        else { throw .damaged }
        self.kind = kind
        header = place
        isExecutable = kind == Self.load && flags & 1 != 0
        self.offset = offset
        self.address = address
        self.size = size
    }

    func range(in reader: LittleEndianReader) throws(ELFError) -> Range<Int> {
        guard let offset = Int(exactly: offset), let size = Int(exactly: size),
            let bytes = reader.slice(at: offset, count: size)
        else { throw .damaged }
        return bytes.indices
    }

    func text(in reader: LittleEndianReader) throws(ELFError) -> String {
        let bytes = reader.bytes[try range(in: reader)]
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    func holds(address wanted: UInt64) -> Bool {
        wanted >= address && wanted - address < size
    }

    /// The place in the file of what is at an address in memory.
    func offset(of wanted: UInt64) -> Int? {
        guard kind == Self.load, holds(address: wanted) else { return nil }
        let (sum, overflow) = offset.addingReportingOverflow(wanted - address)
        return overflow ? nil : Int(exactly: sum)
    }
}
