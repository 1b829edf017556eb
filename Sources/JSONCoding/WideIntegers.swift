// The standard library has containers refuse whole numbers of 128 bits unless they name these types: what is written for
// every scalar does not count.

extension MemberEncoder {
    func encode(_ value: Int128, forKey key: Key) throws { try encode(scalar: value, key) }
    func encode(_ value: UInt128, forKey key: Key) throws { try encode(scalar: value, key) }

    private func encode<Value: JSONScalar>(scalar value: Value, _ key: Key) throws {
        try encode(value, forKey: key)
    }
}

extension ElementEncoder {
    func encode(_ value: Int128) throws { try encode(scalar: value) }
    func encode(_ value: UInt128) throws { try encode(scalar: value) }

    private func encode<Value: JSONScalar>(scalar value: Value) throws { try encode(value) }
}

extension ValueEncoder {
    func encode(_ value: Int128) throws { try encode(scalar: value) }
    func encode(_ value: UInt128) throws { try encode(scalar: value) }

    private func encode<Value: JSONScalar>(scalar value: Value) throws { try encode(value) }
}

extension MemberDecoder {
    func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 {
        try decode(scalar: type, key)
    }

    func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 {
        try decode(scalar: type, key)
    }

    private func decode<Value: JSONScalar>(scalar type: Value.Type, _ key: Key) throws -> Value {
        try decode(type, forKey: key)
    }
}

extension ElementDecoder {
    mutating func decode(_ type: Int128.Type) throws -> Int128 { try decode(scalar: type) }
    mutating func decode(_ type: UInt128.Type) throws -> UInt128 { try decode(scalar: type) }

    private mutating func decode<Value: JSONScalar>(scalar type: Value.Type) throws -> Value {
        try decode(type)
    }
}

extension ValueDecoder {
    func decode(_ type: Int128.Type) throws -> Int128 { try decode(scalar: type) }
    func decode(_ type: UInt128.Type) throws -> UInt128 { try decode(scalar: type) }

    private func decode<Value: JSONScalar>(scalar type: Value.Type) throws -> Value {
        try decode(type)
    }
}
