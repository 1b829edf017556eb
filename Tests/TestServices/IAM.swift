package import AWSClient
import HTTPTransport

/// What is needed of IAM to get a user whose secret is really checked.
package enum IAM {
    /// A new user who may do everything, and an access key of that user.
    package static func makeAdministrator(with root: AWSClient) async throws -> Credentials {
        let user = ["UserName": "administrator"]
        _ = try await root.send(IAMCall(action: "CreateUser", parameters: user))
        let policy = ["PolicyName": "everything", "PolicyDocument": everything]
        _ = try await root.send(
            IAMCall(action: "PutUserPolicy", parameters: user.merging(policy) { $1 })
        )
        let answer = try await root.send(IAMCall(action: "CreateAccessKey", parameters: user))
        return Credentials(
            accessKeyID: try content(of: "AccessKeyId", in: answer),
            secretAccessKey: try content(of: "SecretAccessKey", in: answer)
        )
    }

    /// A new role that Lambda, everybody here and all whom Google knows may take on, without any rights;
    /// answers its ARN.
    static func makeFunctionRole(_ name: String, with client: AWSClient) async throws -> String {
        let role = ["RoleName": name, "AssumeRolePolicyDocument": trust]
        return try content(
            of: "Arn",
            in: await client.send(IAMCall(action: "CreateRole", parameters: role))
        )
    }

    /// A new role that everybody here may take on and that may do everything; answers its ARN.
    static func makeAdministratorRole(
        _ name: String,
        with client: AWSClient
    ) async throws -> String {
        let role = try await makeFunctionRole(name, with: client)
        let policy = [
            "RoleName": name, "PolicyName": "everything", "PolicyDocument": everything,
        ]
        _ = try await client.send(IAMCall(action: "PutRolePolicy", parameters: policy))
        return role
    }

    private static let trust = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",\
        "Principal":{"Service":"lambda.amazonaws.com","AWS":"*"}},\
        {"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity",\
        "Principal":{"Federated":"accounts.google.com"}}]}
        """

    private static let everything = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}
        """

    private static func content(of element: String, in xml: String) throws -> String {
        guard let start = xml.range(of: "<\(element)>"), let end = xml.range(of: "</\(element)>")
        else { throw UnexpectedAnswer("no \(element): \(xml)") }
        return String(xml[start.upperBound..<end.lowerBound])
    }
}

/// A call in AWS's query protocol: a form goes there, XML comes back.
private struct IAMCall: AWSCall {
    static let service = AWSService(name: "IAM", hostName: "iam")
    static let operation = "IAM"

    let action: String
    let parameters: [String: String]

    var isIdempotent: Bool { false }

    var request: HTTPRequest {
        let form = parameters.merging(["Action": action, "Version": "2010-05-08"]) { $1 }
        let pairs = form.map { "\($0)=\(PercentEncoding.encode($1))" }
        return HTTPRequest(
            method: "POST",
            target: "/",
            fields: ["Content-Type": "application/x-www-form-urlencoded"],
            body: Array(pairs.joined(separator: "&").utf8)
        )
    }

    func answer(_ response: HTTPResponse) -> String {
        String(decoding: response.body, as: UTF8.self)
    }
}
