import AWSClient
import Foundation
import HTTPTransport
import LoopbackServer
import TestServices
import Testing

@testable import AWSDeployment

@Suite struct `Credentials and botocore` {
    private struct Question: Encodable {
        let environment: [String: String]
        let profile: String?
    }

    @Test func `agree for every profile in every environment`() async throws {
        let stub = try CredentialsStub.start()
        let files = try CredentialsFiles()
        // Whoever prolongs a sign-in writes it down, where the other must not find it.
        let theirHome = try CredentialsFiles().folder.path()
        let questions = Self.questions(files: files, port: stub.port)
        let theirs = try await Oracle("credentials", of: "AWSDeploymentTests")
            .answers(to: questions, environment: ["HOME": theirHome])
        try #require(theirs.count == questions.count)
        let http = PatientNetwork()
        for (question, theirs) in zip(questions, theirs) {
            let ours = await Self.credentials(question, http)
            #expect(ours == theirs, "\(question)")
        }
        #expect(Set(theirs).count > 20)
    }

    private static func questions(files: CredentialsFiles, port: Int) -> [Question] {
        let base = [
            "HOME": files.folder.path(), "AWS_CONFIG_FILE": files.config,
            "AWS_SHARED_CREDENTIALS_FILE": files.credentials,
            "AWS_ENDPOINT_URL_STS": "http://127.0.0.1:\(port)",
            "AWS_ENDPOINT_URL_SSO": "http://127.0.0.1:\(port)",
            "AWS_ENDPOINT_URL_SSO_OIDC": "http://127.0.0.1:\(port)", "AWS_REGION": "us-east-1",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:\(port)/",
            // Theirs would give up after a second, which is not what is compared.
            "AWS_METADATA_SERVICE_TIMEOUT": "30",
        ]
        let web = [
            "AWS_WEB_IDENTITY_TOKEN_FILE": files.token, "AWS_ROLE_ARN": "arn:aws:iam::1:role/env",
        ]
        let container = [
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:\(port)/container?a=b",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN": "ticket",
        ]
        let keys = ["AWS_ACCESS_KEY_ID": "ENVIRONMENT", "AWS_SECRET_ACCESS_KEY": "s"]
        let environments: [[String: String]] = [
            [:], keys, keys.merging(["AWS_SESSION_TOKEN": "t"]) { $1 }, web, container,
            container.merging(["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": files.token]) { $1 },
            ["AWS_EC2_METADATA_DISABLED": "true"], ["AWS_ACCESS_KEY_ID": "HALF"],
            keys.merging(web.merging(container) { $1 }) { $1 },
            ["AWS_ROLE_ARN": "arn:aws:iam::1:role/env", "AWS_ROLE_SESSION_NAME": "given-outside"],
            ["AWS_WEB_IDENTITY_TOKEN_FILE": files.token],
            ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1.example.com/x"],
            ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://192.0.2.1/x"],
        ]
        return environments.flatMap { environment in
            ([nil] + CredentialsFiles.profiles).flatMap { profile in
                var all = base.merging(environment) { $1 }
                let explicit = Question(environment: all, profile: profile)
                all["AWS_PROFILE"] = profile
                return [explicit, Question(environment: all, profile: nil)]
            }
        }
    }

    private static func credentials(_ question: Question, _ http: PatientNetwork) async -> String {
        let environment = Environment(question.environment)
        let shared = SharedConfiguration(environment, profile: question.profile)
        do throws(ConfigurationError) {
            let source =
                question.profile == nil
                ? try CredentialsSource(environment, shared)
                : try CredentialsSource(explicitProfileOf: shared, environment)
            let providers = ProviderFactory(
                settings: environment.backed(by: try shared.settings),
                http: http,
                askForCode: { device in Secret("code-\(device.split(separator: "/").last ?? "")") }
            )
            let credentials = try await providers.provider(of: source).credentials()
            let token = credentials.sessionToken?.text ?? "-"
            return "\(credentials.accessKeyID) \(credentials.secretAccessKey.text) \(token)"
        } catch {
            return "none"
        }
    }
}

/// The files of somebody who has tried everything.
private struct CredentialsFiles {
    static let profiles =
        [
            "default", "keys", "config-keys", "both-files", "quoted name", "half", "empty",
            "nowhere",
            "role", "chained", "self", "loop-a", "self-loop", "from-environment", "from-container",
            "from-instance", "from-nothing", "both", "neither", "missing-source", "empty-source",
            "web",
            "web-source", "process", "process-role", "bad-process", "mute-process", "old-process",
            "process-or-config-keys", "process-or-credentials", "long-process", "indented",
            "torn-token", "mfa", "after-mfa", "token-only", "named", "named-web",
        ] + SignInFiles.profiles

    let folder: URL
    var config: String { folder.appending(path: "config").path() }
    var credentials: String { folder.appending(path: "credentials").path() }
    var token: String { folder.appending(path: "token").path() }

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "credentials-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        _ = try SignInFiles(in: folder)
        try "web.token".write(to: URL(filePath: token), atomically: true, encoding: .utf8)
        try credentialsText.write(
            to: URL(filePath: credentials),
            atomically: true,
            encoding: .utf8
        )
        try configText(token: token).write(
            to: URL(filePath: config),
            atomically: true,
            encoding: .utf8
        )
    }
}

private let credentialsText = """
    # the usual
    [default]
    aws_access_key_id = DEFAULT
    aws_secret_access_key = default/secret+;#=x

    [keys]
    AWS_ACCESS_KEY_ID=KEYS
    aws_secret_access_key=s
    aws_session_token = t
    ; a comment
    [both-files]
    aws_access_key_id = CREDENTIALS
    aws_secret_access_key = s
    [half]
    aws_access_key_id = HALF
    [indented]
      aws_access_key_id = INDENTED
      aws_secret_access_key = s
    [process-or-credentials]
    aws_access_key_id = CREDENTIALS
    aws_secret_access_key = s
    [torn-token]
    aws_access_key_id = TORN
    aws_secret_access_key = s
    """

private func process(_ key: String) -> String {
    #"printf '{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"s","SessionToken":"t"}' "# + key
}

private func configText(token: String) -> String {
    """
    [default]
    region = eu-west-1
    s3 =
      max_concurrent_requests = 20
      aws_access_key_id = NESTED

    [profile config-keys]
    aws_access_key_id = CONFIG
    aws_secret_access_key = s
    [profile both-files]
    aws_access_key_id = CONFIG
    aws_secret_access_key = other
    [profile "quoted name"]
    aws_access_key_id = QUOTED
    aws_secret_access_key = s
    [profile empty]
    region = us-west-2
    [profile role]
    role_arn = arn:aws:iam::1:role/direct
    source_profile = keys
    external_id = ext
    duration_seconds = 900
    [profile chained]
    role_arn = arn:aws:iam::1:role/second
    source_profile = role
    [profile self]
    role_arn = arn:aws:iam::1:role/self
    source_profile = self
    aws_access_key_id = SELF
    aws_secret_access_key = s
    [profile loop-a]
    role_arn = arn:aws:iam::1:role/a
    source_profile = loop-b
    [profile loop-b]
    role_arn = arn:aws:iam::1:role/b
    source_profile = loop-a
    [profile self-loop]
    role_arn = arn:aws:iam::1:role/a
    source_profile = self-loop
    [profile from-environment]
    role_arn = arn:aws:iam::1:role/e
    credential_source = Environment
    [profile from-container]
    role_arn = arn:aws:iam::1:role/c
    credential_source = EcsContainer
    [profile from-instance]
    role_arn = arn:aws:iam::1:role/i
    credential_source = Ec2InstanceMetadata
    [profile from-nothing]
    role_arn = arn:aws:iam::1:role/i
    credential_source = Nothing
    [profile both]
    role_arn = arn:aws:iam::1:role/i
    credential_source = Environment
    source_profile = keys
    [profile neither]
    role_arn = arn:aws:iam::1:role/i
    [profile missing-source]
    role_arn = arn:aws:iam::1:role/i
    source_profile = nowhere
    [profile empty-source]
    role_arn = arn:aws:iam::1:role/i
    source_profile = empty
    [profile web]
    role_arn = arn:aws:iam::1:role/web
    web_identity_token_file = \(token)
    [profile web-source]
    role_arn = arn:aws:iam::1:role/after-web
    source_profile = web
    [profile process]
    credential_process = \(process("\"a b\""))
    [profile process-role]
    role_arn = arn:aws:iam::1:role/p
    source_profile = process
    [profile bad-process]
    credential_process = false
    [profile mute-process]
    credential_process = true
    [profile process-or-config-keys]
    credential_process = \(process("PROGRAM"))
    aws_access_key_id = CONFIG
    aws_secret_access_key = s
    [profile process-or-credentials]
    credential_process = \(process("PROGRAM"))
    [profile long-process]
    credential_process = printf
      '{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"a=b"}'
      LONG
    [profile torn-token]
    aws_session_token = t
    [profile mfa]
    role_arn = arn:aws:iam::1:role/m
    source_profile = keys
    mfa_serial = arn:aws:iam::1:mfa/me
    external_id = ext
    [profile after-mfa]
    role_arn = arn:aws:iam::1:role/after-mfa
    source_profile = mfa
    [profile named]
    role_arn = arn:aws:iam::1:role/named
    source_profile = keys
    role_session_name = given-by-profile
    duration_seconds = an hour
    [profile named-web]
    role_arn = arn:aws:iam::1:role/web
    web_identity_token_file = \(token)
    role_session_name = given-by-profile
    [profile token-only]
    web_identity_token_file = \(token)
    [profile old-process]
    credential_process = echo {"Version":2}
    \(SignInFiles.config)
    """
}
