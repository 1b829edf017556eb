extension Settings {
    /// Settings from a configuration's names and texts.
    ///
    /// `source` names the origin in errors. Lists are separated by commas, durations are such as
    /// `1h30m`, `45s` or a number of seconds; `retries` counts the attempts after the first.
    ///
    /// - Throws: ``SettingsError`` for a name that is none, or a text that cannot be it.
    public init(_ texts: [String: String], source: String) throws(SettingsError) {
        self.init()
        for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
            guard let key = Key(rawValue: name) else { throw .unknownSetting(name, source) }
            try set(key, text, source)
        }
    }

    /// Settings from the environment: `PERDURE_RUNTIME` and its like.
    public init(environment: [String: String]) throws(SettingsError) {
        var texts: [String: String] = [:]
        for key in Key.allCases { texts[key.rawValue] = environment[key.environmentName] }
        try self.init(texts, source: "The environment")
    }

    /// The names of all settings in the environment.
    package static var environmentNames: [String] { Key.allCases.map(\.environmentName) }

    private mutating func set(
        _ key: Key,
        _ text: String,
        _ source: String
    ) throws(SettingsError) {
        func refused(_ expected: String) -> SettingsError {
            .invalid(text, for: key, source, expected)
        }
        switch key {
        case .runtime:
            guard let runtime = RuntimeName(text) else {
                throw refused(RuntimeName.all.map(\.name).joined(separator: ", "))
            }
            self.runtime = runtime
        case .durable:
            guard let durable = Bool(text) else { throw refused("true or false") }
            self.durable = durable
        case .retries:
            guard let retries = Int(text), (0..<Int.max).contains(retries) else {
                throw refused("a number from 0")
            }
            attempts = retries + 1
        case .retryDelay:
            guard let delay = RetryDelay(text) else {
                throw refused("'exponential', a duration such as '5s', or several: '1s,5s,30s'")
            }
            retryDelay = delay
        case .timeout:
            guard let timeout = Duration(text), timeout > .zero else {
                throw refused("a duration such as '1h30m'")
            }
            self.timeout = timeout
        case .retention:
            guard let days = Int(text), days > 0 else { throw refused("a number of days") }
            retention = .days(days)
        case .tags: tags = text.split(separator: ",").map(String.init)
        case .store: store = text
        case .region: region = text
        }
    }
}

extension Settings.Key {
    fileprivate var environmentName: String { "PERDURE_\(rawValue.uppercased())" }
}

extension RetryDelay {
    fileprivate init?(_ text: String) {
        if text == "exponential" {
            self = .exponential
            return
        }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let delays = parts.compactMap { Duration(String($0)) }
        guard delays.count == parts.count, let first = delays.first else { return nil }
        self = delays.count == 1 ? .fixed(first) : .list(delays)
    }
}
