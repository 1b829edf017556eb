/// A setting cannot be what it was set to.
public struct ConfigurationError: Error, Hashable, CustomStringConvertible {
    /// What is wrong and what to write instead.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension ConfigurationError {
    static let durableLambda = ConfigurationError(
        """
        Lambda runtime cannot be durable. Use 'durable-lambda' for durable serverless workflows.
        """
    )

    static let transientDurableLambda = ConfigurationError(
        """
        Durable Lambda runtime is always durable. Use 'lambda' for transient serverless tasks.
        """
    )

    static func unknownSetting(_ name: String, _ source: String) -> ConfigurationError {
        let known = Settings.Key.allCases.map(\.rawValue).sorted().joined(separator: ", ")
        return ConfigurationError("\(source) has no setting '\(name)'; there are: \(known).")
    }

    static func invalid(
        _ value: String,
        for key: Settings.Key,
        _ source: String,
        _ expected: String
    ) -> ConfigurationError {
        ConfigurationError("\(source): '\(value)' cannot be \(key.rawValue); use \(expected).")
    }
}
