/// A type whose values JSON writes as one number, one string, true or false.
protocol JSONScalar: Codable {
    init(reading value: JSONText.Value, of text: JSONText) throws(Misfit)

    /// Writes the value; false where JSON has no form for it.
    func write(into output: inout [UInt8]) -> Bool
}

extension Bool: JSONScalar {
    init(reading value: JSONText.Value, of text: JSONText) throws(Misfit) {
        guard case .bool(let value) = value.kind else { throw .isNot(Self.self, value.kind) }
        self = value
    }

    func write(into output: inout [UInt8]) -> Bool {
        output.append(contentsOf: (self ? "true" : "false").utf8)
        return true
    }
}

extension String: JSONScalar {
    init(reading value: JSONText.Value, of text: JSONText) throws(Misfit) {
        switch value.kind {
        case .string, .escaped: self = text.string(of: value)
        default: throw .isNot(Self.self, value.kind)
        }
    }

    func write(into output: inout [UInt8]) -> Bool {
        output.append(quoted: self)
        return true
    }
}

// MARK: - Whole numbers

extension FixedWidthInteger where Self: JSONScalar {
    /// Reads a number that is whole however it is written: `100`, `1e2` and `100.0` are one number.
    init(reading value: JSONText.Value, of text: JSONText) throws(Misfit) {
        guard case .number = value.kind else { throw .isNot(Self.self, value.kind) }
        let digits = text.content(of: value)
        if let small = digits.smallInteger {
            guard let number = Self(exactly: small) else {
                throw .doesNotFit(Self.self, String(small))
            }
            self = number
            return
        }
        guard let (isNegative, magnitude) = digits.wholeNumber,
            let number = isNegative ? Self(negating: magnitude) : Self(exactly: magnitude)
        else { throw .doesNotFit(Self.self, String(decoding: digits, as: UTF8.self)) }
        self = number
    }

    private init?(negating magnitude: UInt128) {
        guard magnitude <= Int128.min.magnitude else { return nil }
        self.init(exactly: Int128(truncatingIfNeeded: 0 &- magnitude))
    }

    func write(into output: inout [UInt8]) -> Bool {
        output.append(contentsOf: String(self).utf8)
        return true
    }
}

extension ArraySlice<UInt8> {
    /// The number that is written in so few digits that it cannot overflow.
    fileprivate var smallInteger: Int? {
        guard count < 19 else { return nil }
        let isNegative = first == UInt8(ascii: "-")
        var number = 0
        for digit in isNegative ? dropFirst() : self {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return isNegative ? -number : number
    }

    /// The number however it is written; nil where it has a fraction, or 128 bits have no room for it.
    fileprivate var wholeNumber: (isNegative: Bool, magnitude: UInt128)? {
        guard let number = SpelledNumber(String(decoding: self, as: UTF8.self)),
            // No number of 128 bits has more digits.
            (0...39).contains(number.exponent)
        else { return nil }
        var magnitude: UInt128 = 0
        for digit in number.digits + [UInt8](repeating: 0, count: number.exponent) {
            let (tens, isTooLarge) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, isTooMuch) = tens.addingReportingOverflow(UInt128(digit))
            guard !isTooLarge, !isTooMuch else { return nil }
            magnitude = sum
        }
        return (number.isNegative, magnitude)
    }
}

extension Int: JSONScalar {}
extension Int8: JSONScalar {}
extension Int16: JSONScalar {}
extension Int32: JSONScalar {}
extension Int64: JSONScalar {}
extension Int128: JSONScalar {}
extension UInt: JSONScalar {}
extension UInt8: JSONScalar {}
extension UInt16: JSONScalar {}
extension UInt32: JSONScalar {}
extension UInt64: JSONScalar {}
extension UInt128: JSONScalar {}

// MARK: - Numbers with a fraction

extension BinaryFloatingPoint where Self: JSONScalar & LosslessStringConvertible {
    /// Reads the value that is nearest to what is written.
    init(reading value: JSONText.Value, of text: JSONText) throws(Misfit) {
        guard case .number = value.kind else { throw .isNot(Self.self, value.kind) }
        let spelling = text.string(of: value)
        guard let number = Self(spelling), number.isFinite else {
            throw .doesNotFit(Self.self, spelling)
        }
        self = number
    }

    /// Writes the fewest digits from which the same value is read.
    func write(into output: inout [UInt8]) -> Bool {
        guard isFinite else { return false }
        let digits = description.utf8
        output.append(contentsOf: digits)
        if digits.suffix(2).elementsEqual(".0".utf8) { output.removeLast(2) }
        return true
    }
}

extension Double: JSONScalar {}
extension Float: JSONScalar {}
