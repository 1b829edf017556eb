import AWSDeployment
import ArgumentParser

/// `perdure destroy`: deletes a stack.
struct Destroy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Delete a stack and what it made.",
        discussion: """
            Resources whose DeletionPolicy says so stay. So do the zips in the bucket: other stacks may use them.
            """
    )

    @OptionGroup var target: StackOptions

    @Flag(help: "Do not ask.")
    var yes = false

    func run() async throws {
        guard yes || confirmed() else {
            throw CommandError.refused(
                "nothing was deleted; give --yes to delete without a question"
            )
        }
        let removal = StackRemoval(
            stack: target.stackName,
            aws: try target.account.client(),
            pause: target.pause,
            report: DeploymentPrinter.show
        )
        let existed = try await removal.run()
        let stack = target.stackName
        Console.say(existed ? "The stack \(stack) is deleted." : "There is no stack \(stack).")
    }

    private func confirmed() -> Bool {
        guard Terminal.errors.isInteractive else { return false }
        print("Delete the stack \(target.stackName) and all it made? [y/N] ", terminator: "")
        return readLine()?.lowercased().hasPrefix("y") == true
    }
}
