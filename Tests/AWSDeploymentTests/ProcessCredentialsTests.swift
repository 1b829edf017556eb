import AWSClient
import Foundation
import Testing

@testable import AWSDeployment

@Suite struct `A credential_process` {
    @Test(arguments: [
        "sleep 30", "exec 1>&-; sleep 30", "sleep 30 & echo {}", "while :; do echo; done",
    ])
    func `that does not end is killed in time`(script: String) async {
        let provider = ProcessCredentials(
            command: "sh -c '\(script)'",
            limit: .milliseconds(300)
        )
        await #expect {
            try await provider.credentials()
        } throws: { error in
            "\(error)".hasPrefix("No AWS credentials from credential_process: it ")
                && "\(error)".hasSuffix(" and was killed.")
        }
    }

    @Test func `takes with it what it has started`() async throws {
        let pipe = FileManager.default.temporaryDirectory
            .appending(path: "survivors-\(UUID().uuidString)").path()
        try #require(mkfifo(pipe, 0o600) == 0)
        defer { unlink(pipe) }
        let reader = open(pipe, O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        let provider = ProcessCredentials(
            command: "sh -c '(sleep 30; echo one) > \(pipe) & sleep 30; echo two > \(pipe)'",
            limit: .milliseconds(300)
        )
        await #expect(throws: ConfigurationError.self) { try await provider.credentials() }
        // Blocks as long as anybody may still write.
        _ = fcntl(reader, F_SETFL, 0)
        var survivor: UInt8 = 0
        #expect(read(reader, &survivor, 1) == 0)
    }

    @Test func `that ends in time may leave something running`() async throws {
        let document = #"{"Version":1,"AccessKeyId":"a","SecretAccessKey":"s"}"#
        let provider = ProcessCredentials(
            command: "sh -c 'sleep 30 >/dev/null & printf %s \"$0\"' '\(document)'"
        )
        #expect(try await provider.credentials().accessKeyID == "a")
    }
}
