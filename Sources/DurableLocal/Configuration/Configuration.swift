package import DurableExecution
import Glibc

/// What settings say from outside of workflows and calls: the program's options, its file, its
/// environment.
package struct Configuration: Sendable {
    private var options = Settings()
    private var file = ConfigurationFile()
    private var environment = Settings()

    /// Nothing is set.
    package init() {}

    /// The configuration of a program, in which the first that says something counts.
    package init(
        options: Settings,
        file: ConfigurationFile,
        environment: [String: String]
    ) throws(SettingsError) {
        self.options = options
        self.file = file
        self.environment = try Settings(environment: environment)
    }

    /// The configuration of this program: the file `perdure.yaml` of its working folder counts more
    /// than its environment, and its options more than both.
    package static func current(_ options: Settings) throws(SettingsError) -> Configuration {
        var environment: [String: String] = [:]
        for name in Settings.environmentNames {
            environment[name] = getenv(name).map { String(cString: $0) }
        }
        return try Configuration(
            options: options,
            file: ConfigurationFile(path: ConfigurationFile.name),
            environment: environment
        )
    }

    /// What counts for everything.
    package var settings: Settings { options.or(file.settings).or(environment) }

    /// What counts for a workflow that does not say it itself.
    package func settings(for workflow: String) -> Settings {
        options.or(file.workflows[workflow] ?? Settings()).or(settings)
    }
}
