import AWSClient
import Foundation
import HTTPTransport
import JSONCoding
import LoopbackServer
import TestServices
import Testing

@testable import AWSDeployment

@Suite struct `A sign-in on the web` {
    private let files: SignInFiles
    private let server: LoopbackServer

    init() throws {
        let home = FileManager.default.temporaryDirectory
            .appending(path: "sign-in-\(UUID().uuidString)")
        files = try SignInFiles(in: home)
        try Data(SignInFiles.config.utf8).write(to: home.appending(path: ".aws/config"))
        server = try CredentialsStub.start()
    }

    @Test(arguments: [
        ("sso-nobody", "nobody has signed in. Run “aws sso login --profile sso-nobody”."),
        ("sso-garbage", "nobody has signed in. Run “aws sso login --profile sso-garbage”."),
        ("sso-expired", "its sign-in has expired. Run “aws sso login --profile sso-expired”."),
        (
            "sso-revoked",
            "its sign-in is not valid any more. Run “aws sso login --profile sso-revoked”."
        ),
        ("sso-half", "sso_role_name is missing."),
        ("sso-no-session", "its sso_session nowhere is in no file."),
        ("sso-contradiction", "its sso_region is not that of its sso_session fine."),
    ])
    func `that cannot be used says what to do`(profile: String, reason: String) async {
        await #expect(
            throws: ConfigurationError.credentialsFailed(
                source: "profile \(profile)",
                reason: reason
            )
        ) {
            try await credentials(of: profile)
        }
    }

    @Test func `that is about to end is prolonged, for the other tools as well`() async throws {
        _ = try await credentials(of: "sso-stale")
        let path = files.file(of: "stale")
        let token = try JSON(parsing: Array(Data(contentsOf: URL(filePath: path))))
        let expiration = try #require(token["expiresAt"]?.string)
        #expect(
            Timestamp.secondsSince1970(expiration) ?? 0 > SigningTime.now.secondsSince1970 + 28000
        )
        #expect(token["accessToken"] == "client-good")
        #expect(token["refreshToken"] == "next")
        #expect(token["clientSecret"] == "secret")
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func `shows no token`() {
        let call = SSO.GetRoleCredentials(
            accountID: "1",
            roleName: "r",
            accessToken: Secret("hidden")
        )
        #expect(!"\(call) \(call.request)".contains("hidden"))
    }

    private func credentials(of profile: String) async throws -> Credentials {
        let environment: Environment = [
            "HOME": files.home.path(), "AWS_ENDPOINT_URL": "http://127.0.0.1:\(server.port)",
        ]
        let shared = SharedConfiguration(environment, profile: profile)
        let source = try CredentialsSource(explicitProfileOf: shared, environment)
        let providers = ProviderFactory(
            settings: environment,
            http: PatientNetwork(),
            askForCode: { _ throws(ConfigurationError) in throw .cancelled }
        )
        return try await providers.provider(of: source).credentials()
    }
}
