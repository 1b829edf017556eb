import Foundation
import TestServices
import Testing

@Suite struct `A code typed at the terminal` {
    private static let ours = ours("destroy", profile: "mfa") + ["--yes"]

    private static func ours(_ command: String, profile: String) -> [String] {
        [builtProduct("perdure"), command, "--stack-name", "none", "--profile", profile]
    }

    private let home = FileManager.default.temporaryDirectory
        .appending(path: "code-\(UUID().uuidString)")
    private let service: MiniStack
    private let theirs: [String]

    init() async throws {
        service = try await MiniStack.shared
        theirs = [
            try BuildTool("aws").path, "--profile", "mfa", "cloudformation", "list-exports",
            "--output", "text",
        ]
        let role = try await service.createAdministratorRole("mfa-\(UUID().uuidString)")
        let folder = home.appending(path: ".aws")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(
            """
            [profile keys]
            aws_access_key_id = \(service.credentials.accessKeyID)
            aws_secret_access_key = \(service.credentials.secretAccessKey.text)
            [profile program]
            credential_process = sh -c 'printf "code for a key: " >&2; read -r secret; printf
                "{\\"Version\\":1,\\"AccessKeyId\\":\\"%s\\",\\"SecretAccessKey\\":\\"%s\\"}"
                \(service.credentials.accessKeyID) "$secret"'
            [profile after-program]
            region = \(service.region)
            role_arn = \(role)
            source_profile = program
            mfa_serial = arn:aws:iam::000000000000:mfa/me
            [profile mfa]
            region = \(service.region)
            role_arn = \(role)
            source_profile = keys
            mfa_serial = arn:aws:iam::000000000000:mfa/me
            """.utf8
        ).write(to: folder.appending(path: "config"))
    }

    @Test func `opens a session for us and for the AWS CLI`() async throws {
        let asked = try await typing("123456", to: Self.ours)
        #expect(asked.output.hasPrefix("Enter MFA code for arn:aws:iam::000000000000:mfa/me: \r\n"))
        #expect(asked.output.contains("There is no stack none."))
        #expect(!asked.output.contains("123456"))
        for command in [Self.ours, theirs] {
            let result = try await withoutTerminal(command)
            #expect(result.status == 0, "\(result.errors)")
        }
    }

    @Test func `opens a session for us where the AWS CLI has asked`() async throws {
        #expect(try await typing("123456", to: theirs).output.contains("Enter MFA code for"))
        let result = try await withoutTerminal(Self.ours)
        #expect(result.output == "There is no stack none.\n", "\(result.errors)")
    }

    @Test func `may be what a program asks for, which then gives the terminal back`() async throws {
        let script =
            "\"$@\" && printf 'code for the shell: ' && read -r line && echo \"then $line\""
        let secret = service.credentials.secretAccessKey.text
        let asked = try await typing(
            secret,
            to: ["sh", "-c", script, "sh"] + Self.ours("destroy", profile: "after-program") + [
                "--yes"
            ]
        )
        #expect(asked.output.contains("code for a key: "))
        #expect(asked.output.contains("There is no stack none."))
        #expect(asked.output.contains("then \(secret)"), "\(asked.output)")
    }

    @Test func `is missed where there is none`() async throws {
        let result = try await withoutTerminal(Self.ours)
        #expect(result.status != 0)
        #expect(result.errors.contains("Run this once in a terminal"))
    }

    @Test func `is missed before anything is built`() async throws {
        let template = home.appending(path: "template.yaml")
        try Data("Resources: {}".utf8).write(to: template)
        let result = try await withoutTerminal(
            Self.ours("deploy", profile: "mfa") + ["--template", template.path()]
        )
        #expect(result.errors.contains("Run this once in a terminal"), "\(result.errors)")
    }

    @Test func `may be withheld, as any command may be ended`() async throws {
        let asked = try await typing("12\u{3}", to: Self.ours)
        #expect(asked.status == 254, "ended by signal 2")
    }

    private func typing(_ line: String, to command: [String]) async throws -> Command.Result {
        let script =
            repositoryRoot
            .appending(path: "Tests/AWSDeploymentTests/Oracles/terminal.py").path()
        return try await run([try BuildTool("python").path, script, "\(line)\n"] + command)
    }

    private func withoutTerminal(_ command: [String]) async throws -> Command.Result {
        try await run(["/usr/bin/setsid", "--wait"] + command)
    }

    private func run(_ words: [String]) async throws -> Command.Result {
        var command = Command(words[0], Array(words.dropFirst()))
        command.environment = ["HOME": home.path(), "AWS_ENDPOINT_URL": service.endpointURL]
        return try await command.run()
    }
}
