import ArgumentParser
import DurableLocal
import Foundation

/// Which executions a command is about.
struct ServiceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The store they are in, such as sqlite://executions.sqlite; without one, Lambda's API.",
            discussion: "PERDURE_STORE sets the default.",
            valueName: "url"
        )
    )
    var store = ProcessInfo.processInfo.environment["PERDURE_STORE"]

    @OptionGroup var lambda: EndpointOptions

    /// A store that is not there yet is none to look at.
    func service() throws -> any ExecutionService {
        guard let store else { return LambdaExecutions(client: lambda.client) }
        let path = store.dropFirst("sqlite://".count)
        guard !store.hasPrefix("sqlite://") || FileManager.default.fileExists(atPath: String(path))
        else { throw CommandError.unreadable(String(path), "there is no such file") }
        return StoredExecutions(try LocalStore(store))
    }
}
