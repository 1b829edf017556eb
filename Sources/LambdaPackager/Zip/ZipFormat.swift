/// The numbers of the format.
///
/// Source: PKWARE APPNOTE.TXT, section 4.4.
enum ZipFormat {
    static let localSignature: UInt32 = 0x0403_4B50
    static let directorySignature: UInt32 = 0x0201_4B50
    static let endSignature: UInt32 = 0x0605_4B50

    static let versionNeeded: UInt16 = 20
    static let madeOnUnix: UInt16 = 3 << 8 | 20
    static let namesAreUTF8: UInt16 = 1 << 11
    static let isEncrypted: UInt16 = 1

    static let stored: UInt16 = 0
    static let deflated: UInt16 = 8

    static let midnight: UInt16 = 0
    static let firstDayOf1980: UInt16 = 1 << 5 | 1

    /// More than Lambda takes for all files together (250 MB unpacked), less than a field can say.
    static let largestFile = 1 << 30
}
