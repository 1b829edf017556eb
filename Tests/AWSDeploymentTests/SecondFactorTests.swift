import AWSClient
import Foundation
import Synchronization
import TestServices
import Testing

@testable import AWSDeployment

@Suite struct `A role that demands a second factor` {
    private let file = SessionFile(
        of: CredentialsSource.Role(
            arn: "arn:aws:iam::123456789012:role/r",
            sessionName: "s",
            externalID: "e",
            duration: .seconds(900),
            device: "arn:aws:iam::123456789012:mfa/me"
        ),
        home: FileManager.default.temporaryDirectory
            .appending(path: "second-factor-\(UUID().uuidString)").path()
    )

    /// From `hashlib.sha1(json.dumps({…}, sort_keys=True))`.
    @Test func `has its session where the AWS CLI looks for it`() {
        let name = "8dfcbc0ada85db077aef24b8893ea273a2d775b1"
        #expect(file.path.hasSuffix("/.aws/cli/cache/\(name).json"))
    }

    @Test func `has a session that nobody else can read`() throws {
        file.keep(session(endingAt: 4_000))
        #expect(file.credentials == session(endingAt: 4_000))
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test(arguments: ["", "{", "{}", #"{"Credentials":{"AccessKeyId":"a"}}"#])
    func `is asked for anew where its file makes no sense`(text: String) {
        PrivateFile.keep(Array(text.utf8), at: file.path)
        #expect(file.credentials == nil)
    }

    @Test func `shows no code`() {
        let factor = STS.SecondFactor(serialNumber: "me", code: Secret("hidden"))
        let call = STS.AssumeRole(roleARN: "r", sessionName: "s", secondFactor: factor)
        #expect(!"\(call)".contains("hidden"))
    }

    private func session(endingAt second: Int) -> Credentials {
        Credentials(
            accessKeyID: "a",
            secretAccessKey: "s",
            sessionToken: "t",
            expiration: second
        )
    }
}
