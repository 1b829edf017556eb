/// A setting cannot be what it was set to.
public struct SettingsError: Error, Hashable, CustomStringConvertible {
    /// What is wrong and what to write instead.
    public let description: String

    package init(_ description: String) {
        self.description = description
    }
}

extension SettingsError {
    static let durableLambda = SettingsError(
        """
        Lambda runtime cannot be durable. Use 'durable-lambda' for durable serverless workflows.
        """
    )

    static let transientDurableLambda = SettingsError(
        """
        Durable Lambda runtime is always durable. Use 'lambda' for transient serverless tasks.
        """
    )

    static func unknownSetting(_ name: String, _ source: String) -> SettingsError {
        let known = Settings.Key.allCases.map(\.rawValue).sorted().joined(separator: ", ")
        return SettingsError("\(source) has no setting '\(name)'; there are: \(known).")
    }

    static func invalid(
        _ value: String,
        for key: Settings.Key,
        _ source: String,
        _ expected: String
    ) -> SettingsError {
        SettingsError("\(source): '\(value)' cannot be \(key.rawValue); use \(expected).")
    }
}
