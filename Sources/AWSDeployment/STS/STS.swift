package import AWSClient

/// The calls of STS.
///
/// Source: AWS Security Token Service API reference.
package enum STS {}

/// A call of STS.
package protocol STSCall: QueryCall {}

extension STSCall {
    package static var service: AWSService { .sts }
    package static var version: String { "2011-06-15" }
}

extension STS {
    /// Tells who the caller is.
    package struct GetCallerIdentity: STSCall {
        package static let operation = "GetCallerIdentity"

        package init() {}

        package struct Answer: Sendable, Hashable {
            package let account: String
            package let arn: String
            package let userID: String
        }

        package var isIdempotent: Bool { true }
        package var parameters: [(name: String, value: String?)] { [] }

        package func answer(_ result: XML) throws(UnexpectedAnswer) -> Answer {
            Answer(
                account: try result.text("Account"),
                arn: try result.text("Arn"),
                userID: try result.text("UserId")
            )
        }
    }

    /// Takes on a role; answers its temporary credentials.
    package struct AssumeRole: STSCall {
        package static let operation = "AssumeRole"

        package var roleARN: String
        package var sessionName: String
        package var externalID: String?
        package var duration: Duration?
        package var secondFactor: SecondFactor?

        package init(
            roleARN: String,
            sessionName: String,
            externalID: String? = nil,
            duration: Duration? = nil,
            secondFactor: SecondFactor? = nil
        ) {
            self.roleARN = roleARN
            self.sessionName = sessionName
            self.externalID = externalID
            self.duration = duration
            self.secondFactor = secondFactor
        }

        /// A code counts once.
        package var isIdempotent: Bool { secondFactor == nil }

        package var parameters: [(name: String, value: String?)] {
            [
                ("RoleArn", roleARN), ("RoleSessionName", sessionName), ("ExternalId", externalID),
                ("DurationSeconds", duration.map { "\($0.components.seconds)" }),
                ("SerialNumber", secondFactor?.serialNumber),
                ("TokenCode", secondFactor?.code.text),
            ]
        }

        package func answer(_ result: XML) throws(UnexpectedAnswer) -> Credentials {
            try Credentials(result)
        }
    }

    /// A device, and the code that it shows now.
    package struct SecondFactor: Sendable, Hashable {
        package let serialNumber: String
        package let code: Secret

        package init(serialNumber: String, code: Secret) {
            self.serialNumber = serialNumber
            self.code = code
        }
    }

    /// Takes on a role for whoever an identity provider vouches for; needs no credentials.
    package struct AssumeRoleWithWebIdentity: STSCall {
        package static let operation = "AssumeRoleWithWebIdentity"
        package static let isSigned = false

        package var roleARN: String
        package var sessionName: String
        package var token: Secret

        package init(roleARN: String, sessionName: String, token: String) {
            self.roleARN = roleARN
            self.sessionName = sessionName
            self.token = Secret(token)
        }

        package var isIdempotent: Bool { true }

        package var parameters: [(name: String, value: String?)] {
            [
                ("RoleArn", roleARN), ("RoleSessionName", sessionName),
                ("WebIdentityToken", token.text),
            ]
        }

        package func answer(_ result: XML) throws(UnexpectedAnswer) -> Credentials {
            try Credentials(result)
        }
    }
}

extension Credentials {
    fileprivate init(_ result: XML) throws(UnexpectedAnswer) {
        guard let xml = result["Credentials"],
            let expiration = Timestamp.secondsSince1970(try xml.text("Expiration"))
        else { throw UnexpectedAnswer("no credentials") }
        self.init(
            accessKeyID: try xml.text("AccessKeyId"),
            secretAccessKey: try xml.text("SecretAccessKey"),
            sessionToken: try xml.text("SessionToken"),
            expiration: expiration
        )
    }
}
