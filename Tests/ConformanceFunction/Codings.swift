import DurableExecution

extension PayloadCoding<String> {
    /// Text that is written and read in capitals.
    static let uppercase = PayloadCoding(
        encode: { $0.uppercased() },
        decode: { $0.uppercased() }
    )

    /// Text that shows that this coding has written it.
    static let wrapped = PayloadCoding(
        encode: { "wrapped:\($0)" },
        decode: { String($0.dropFirst("wrapped:".count)) }
    )
}

extension PayloadCoding<Int> {
    /// A number in digits, whatever else is written around it.
    static let decimal = PayloadCoding(
        encode: { "\($0)" },
        decode: { text in
            guard let number = Int(text.filter { $0.isNumber }) else {
                throw CaseFailure("\(text) is no number")
            }
            return number
        }
    )
}

extension PayloadCoding<Batch<String>> {
    /// The results, joined.
    static let joined = PayloadCoding(
        encode: { "OPSERDE:" + $0.successes.joined(separator: ",") },
        decode: { text in
            let results = text.dropFirst("OPSERDE:".count).split(separator: ",")
            return Batch(successes: results.map(String.init))
        }
    )
}
