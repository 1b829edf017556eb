extension BuildTool {
    /// Runs the program to its end and returns what it wrote to standard output.
    package func run(
        _ arguments: [String],
        input: String = "",
        environment: [String: String] = [:]
    ) async throws -> String {
        var command = Command(path, arguments)
        command.input = input
        command.environment = environment
        let result = try await command.run()
        guard result.status == 0 else { throw ToolFailed(path: path, result: result) }
        return result.output
    }
}

package struct ToolFailed: Error, CustomStringConvertible {
    package let path: String
    package let result: Command.Result

    package init(path: String, result: Command.Result) {
        self.path = path
        self.result = result
    }

    package var description: String {
        "\(path) ended with status \(result.status):\n\(result.output)\(result.errors)"
    }
}
