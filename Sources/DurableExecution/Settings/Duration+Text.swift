extension Duration {
    /// A duration such as `90`, `45s`, `1h30m` or `2d`; a number without a unit is seconds.
    ///
    /// `nil` where the text is no duration: units are `ms`, `s`, `m`, `h`, `d` and `w`, largest first.
    public init?(_ text: String) {
        if let seconds = Int64(text), seconds >= 0 {
            self = .seconds(seconds)
            return
        }
        var rest = Substring(text)
        var total = Duration.zero
        var smallest = Duration.days(8)
        while !rest.isEmpty {
            let digits = rest.prefix { ("0"..."9").contains($0) }
            rest = rest.dropFirst(digits.count)
            let letters = rest.prefix { ("a"..."z").contains($0) }
            rest = rest.dropFirst(letters.count)
            guard let number = Int64(digits), let unit = Self.units[String(letters)],
                unit < smallest
            else { return nil }
            let (product, overflow) = unit.wholeMilliseconds.multipliedReportingOverflow(by: number)
            guard !overflow, product < .max / 2 else { return nil }
            total += .milliseconds(product)
            smallest = unit
        }
        guard smallest < .days(8) else { return nil }
        self = total
    }

    private static let units: [String: Duration] = [
        "ms": .milliseconds(1), "s": .seconds(1), "m": .minutes(1), "h": .hours(1), "d": .days(1),
        "w": .days(7),
    ]
}
