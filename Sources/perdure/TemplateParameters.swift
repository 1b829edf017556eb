import ArgumentParser

/// Values for the parameters of a template.
struct TemplateParameters: ParsableArguments {
    @Option(
        name: .customLong("parameter"),
        help: "A parameter of the template, as NAME=VALUE; may be given several times."
    )
    var pairs: [String] = []

    func validate() throws {
        for pair in pairs where !pair.contains("=") {
            throw ValidationError("--parameter is '\(pair)'; give NAME=VALUE")
        }
    }

    /// Of several values of one name, the last.
    var values: [String: String] {
        Dictionary(pairs.map(Self.split)) { $1 }
    }

    private static func split(_ pair: String) -> (String, String) {
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), String(parts[1]))
    }
}
