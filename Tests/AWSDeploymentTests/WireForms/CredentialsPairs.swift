import AWSClient
import TestServices

@testable import AWSDeployment

let credentialsPairs = [
    WirePair(STS.GetCallerIdentity(), "sts", "get_caller_identity", [:]),
    WirePair(
        STS.AssumeRole(
            roleARN: "arn:aws:iam::123456789012:role/r",
            sessionName: "n1",
            externalID: "e1",
            duration: .seconds(900)
        ),
        "sts",
        "assume_role",
        [
            "RoleArn": "arn:aws:iam::123456789012:role/r", "RoleSessionName": "n1",
            "ExternalId": "e1", "DurationSeconds": .number(900),
        ]
    ),
    WirePair(
        STS.AssumeRole(
            roleARN: "arn:aws:iam::123456789012:role/r",
            sessionName: "n1",
            secondFactor: STS.SecondFactor(
                serialNumber: "arn:aws:iam::123456789012:mfa/me",
                code: Secret("123456")
            )
        ),
        "sts",
        "assume_role",
        [
            "RoleArn": "arn:aws:iam::123456789012:role/r", "RoleSessionName": "n1",
            "SerialNumber": "arn:aws:iam::123456789012:mfa/me", "TokenCode": "123456",
        ]
    ),
    WirePair(
        STS.AssumeRoleWithWebIdentity(
            roleARN: "arn:aws:iam::123456789012:role/r",
            sessionName: "n1",
            token: "a.b+c/="
        ),
        "sts",
        "assume_role_with_web_identity",
        [
            "RoleArn": "arn:aws:iam::123456789012:role/r", "RoleSessionName": "n1",
            "WebIdentityToken": "a.b+c/=",
        ]
    ),
    WirePair(
        SSO.GetRoleCredentials(accountID: "1", roleName: "a/é b", accessToken: Secret("t")),
        "sso",
        "get_role_credentials",
        ["accountId": "1", "roleName": "a/é b", "accessToken": "t"]
    ),
    WirePair(
        SSOOIDC.CreateToken(
            clientID: "c",
            clientSecret: Secret("s"),
            refreshToken: Secret("r")
        ),
        "sso-oidc",
        "create_token",
        [
            "grantType": "refresh_token", "clientId": "c", "clientSecret": "s",
            "refreshToken": "r",
        ]
    ),
]
