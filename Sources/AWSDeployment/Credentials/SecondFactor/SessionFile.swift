import AWSClient
import FoundationEssentials
import JSONCoding

/// A role's session on disk: the file in `~/.aws/cli/cache` by which commands of the AWS CLI share theirs.
///
/// Source: the AWS CLI's `assumerole` customization; botocore's `CachedCredentialFetcher`.
struct SessionFile {
    private let role: CredentialsSource.Role
    let path: String

    init(of role: CredentialsSource.Role, home: String) {
        self.role = role
        let name = SHA1.hexadecimal(of: Self.arguments(role))
        path = "\(home)/.aws/cli/cache/\(name).json"
    }

    /// The arguments of AssumeRole as Python writes JSON, in the order of their names.
    private static func arguments(_ role: CredentialsSource.Role) -> String {
        let arguments: [(name: String, value: JSON?)] = [
            ("DurationSeconds", role.duration.map { .number(Int($0.components.seconds)) }),
            ("ExternalId", role.externalID.map { .string($0) }),
            ("RoleArn", .string(role.arn)),
            ("RoleSessionName", role.sessionName.map { .string($0) }),
            ("SerialNumber", role.device.map { .string($0) }),
        ]
        let members = arguments.compactMap { name, value in
            value.map { "\"\(name)\": \(String(decoding: $0.bytes, as: UTF8.self))" }
        }
        return "{\(members.joined(separator: ", "))}"
    }

    /// Nil where there are none: whatever is wrong with the file, a new session puts it right.
    var credentials: Credentials? {
        guard let text = try? Data(contentsOf: URL(filePath: path)),
            let session = (try? JSON(parsing: Array(text)))?["Credentials"]
        else { return nil }
        return try? Credentials(document: session.bytes, from: path)
    }

    func keep(_ credentials: Credentials) {
        guard let token = credentials.sessionToken, let expiration = credentials.expiration else {
            return
        }
        let end = Date(timeIntervalSince1970: Double(expiration))
        let session: JSON = [
            "Credentials": [
                "AccessKeyId": .string(credentials.accessKeyID),
                "SecretAccessKey": .string(credentials.secretAccessKey.text),
                "SessionToken": .string(token.text),
                "Expiration": .string(end.formatted(.iso8601)),
                "AccountId": .string(account),
            ]
        ]
        PrivateFile.keep(session.bytes, at: path)
    }

    /// The fifth part of the role's ARN.
    private var account: String {
        let parts = role.arn.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count > 4 ? String(parts[4]) : ""
    }
}
