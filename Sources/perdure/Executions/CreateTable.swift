import AWSClient
import ArgumentParser
import DurableLambda

extension Executions {
    struct CreateTable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create a DynamoDB table that executions can be kept in.",
            discussion: "The same as the template's, for those who have none."
        )

        @Argument(help: "The name of the table.")
        var table: String

        @OptionGroup var account: AccountOptions

        func run() async throws {
            let client = try account.client()
            var state = try await client.send(ExecutionsTable.creation(table))
            while state.status != "ACTIVE" {
                try await Task.sleep(for: .seconds(1))
                state = try await client.send(DynamoDB.DescribeTable(table: table))
            }
            try await client.send(ExecutionsTable.expiry(table))
            Console.note("Use it with PERDURE_STORE=dynamodb://\(table)")
        }
    }
}
