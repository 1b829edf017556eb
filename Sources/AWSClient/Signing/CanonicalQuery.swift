/// Step 1, the query of the canonical request: parts encoded, ordered by name and then by value.
///
/// Accepts a query in any spelling, encoded or not.
func canonicalQuery(_ query: Substring) -> String {
    guard !query.isEmpty else { return "" }
    return query.utf8.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false)
        .map(QueryParameter.init)
        .sorted(by: <)
        .map { "\($0.name)=\($0.value)" }
        .joined(separator: "&")
}

private struct QueryParameter: Comparable {
    let name: String
    let value: String

    init(_ parameter: Substring.UTF8View) {
        let equalsSign = parameter.firstIndex(of: UInt8(ascii: "=")) ?? parameter.endIndex
        name = normalized(parameter[..<equalsSign])
        value = normalized(parameter[equalsSign...].dropFirst())
    }

    static func < (left: QueryParameter, right: QueryParameter) -> Bool {
        (left.name, left.value) < (right.name, right.value)
    }
}

private func normalized(_ part: some Sequence<UInt8>) -> String {
    PercentEncoding.encode(PercentEncoding.decode(part))
}
