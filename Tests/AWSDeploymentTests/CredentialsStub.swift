import AWSClient
import Foundation
import JSONCoding
import LoopbackServer

/// STS, a container's service and an instance's metadata service in one, on the loopback interface.
///
/// The credentials they give tell how they were asked for.
enum CredentialsStub {
    static func start() throws -> LoopbackServer {
        try LoopbackServer { peer, _ in
            let request = try peer.readRequest()
            let answer = answer(to: request)
            try peer.respond(
                answer == nil ? 401 : 200,
                fields: ["Connection": "close", "x-amzn-ErrorType": "UnauthorizedException"],
                body: answer ?? ""
            )
        }
    }

    private static func answer(to request: LoopbackRequest) -> String? {
        let words = request.line.split(separator: " ")
        switch (words[0], words[1]) {
        case ("POST", "/"): return tokenService(request)
        case ("GET", "/container?a=b"):
            return document(key: "CONTAINER-\(request.fields["authorization"] ?? "nobody")")
        case ("GET", let target) where target.hasPrefix("/federation/credentials"):
            return portal(request, target)
        case ("POST", "/token"): return signInToken(request)
        case ("PUT", "/latest/api/token"): return "metadata-token"
        case ("GET", "/latest/meta-data/iam/security-credentials/"): return "the-role"
        case ("GET", "/latest/meta-data/iam/security-credentials/the-role"):
            let token = request.fields["x-aws-ec2-metadata-token"] ?? "nobody"
            return document(key: "INSTANCE-\(token)")
        default: return nil
        }
    }

    private static func portal(_ request: LoopbackRequest, _ target: Substring) -> String? {
        let token = request.fields["x-amz-sso_bearer_token"] ?? "nobody"
        guard token != "revoked" else { return nil }
        let query = target.split(separator: "?").last ?? ""
        return """
            {"roleCredentials":{"accessKeyId":"\(query)&\(token)","secretAccessKey":"secret",
            "sessionToken":"token","expiration":4070908800000}}
            """
    }

    private static func signInToken(_ request: LoopbackRequest) -> String? {
        guard let body = try? JSON(parsing: request.body),
            body["grantType"]?.string == "refresh_token",
            let client = body["clientId"]?.string, body["clientSecret"]?.string == "secret",
            let token = body["refreshToken"]?.string, token != "used"
        else { return nil }
        return """
            {"accessToken":"\(client)-\(token)","expiresIn":28800,"refreshToken":"next",
            "tokenType":"Bearer"}
            """
    }

    private static func document(key: String) -> String {
        """
        {"Code":"Success","Type":"AWS-HMAC","LastUpdated":"2026-11-21T16:00:00Z",
        "AccessKeyId":"\(key)","SecretAccessKey":"secret","Token":"token",
        "Expiration":"2099-01-01T00:00:00Z"}
        """
    }

    private static func tokenService(_ request: LoopbackRequest) -> String {
        var form: [String: String] = [:]
        for parameter in String(decoding: request.body, as: UTF8.self).split(separator: "&") {
            let parts = parameter.split(separator: "=", omittingEmptySubsequences: false)
            form[String(parts[0])] = parts.last?.removingPercentEncoding
        }
        let action = form["Action"] ?? ""
        let role = form["RoleArn"]?.components(separatedBy: "/").last ?? ""
        let signer = request.fields["authorization"]?
            .components(separatedBy: "Credential=").last?.components(separatedBy: "/").first
        // Nobody has to agree with us on the name of a session that has none.
        let givenName = form["RoleSessionName"].flatMap { $0.hasPrefix("given") ? $0 : nil }
        let details = [
            role, form["ExternalId"], form["DurationSeconds"], form["WebIdentityToken"],
            form["SerialNumber"], form["TokenCode"], givenName,
            signer ?? "unsigned",
        ]
        let name = details.compactMap { $0 }.joined(separator: "-")
        return """
            <\(action)Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
            <\(action)Result><Credentials><AccessKeyId>\(name)</AccessKeyId>
            <SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>
            <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
            <AssumedRoleUser><Arn>arn</Arn><AssumedRoleId>id</AssumedRoleId></AssumedRoleUser>
            </\(action)Result></\(action)Response>
            """
    }
}
