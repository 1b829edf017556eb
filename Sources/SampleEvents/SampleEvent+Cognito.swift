extension SampleEvent {
    static let cognito = [
        cognito(
            "pre-sign-up",
            "somebody signs up at a user pool",
            source: "PreSignUp_SignUp",
            request:
                #""userAttributes": { "email": "ada@example.com" }, "validationData": null, "clientMetadata": { "campaign": "spring" }"#,
            response:
                #""autoConfirmUser": false, "autoVerifyEmail": false, "autoVerifyPhone": false"#
        ),
        cognito(
            "post-confirmation",
            "a user has confirmed who they are",
            source: "PostConfirmation_ConfirmSignUp",
            request:
                #""userAttributes": { "sub": "0a1b2c3d", "email": "ada@example.com", "email_verified": "true" }"#
        ),
        cognito(
            "pre-authentication",
            "a user signs in",
            source: "PreAuthentication_Authentication",
            request:
                #""userAttributes": { "sub": "0a1b2c3d" }, "validationData": { "captcha": "ok" }, "userNotFound": false"#
        ),
        cognito(
            "post-authentication",
            "a user has signed in",
            source: "PostAuthentication_Authentication",
            request:
                #""userAttributes": { "sub": "0a1b2c3d" }, "newDeviceUsed": true, "clientMetadata": {}"#
        ),
        cognito(
            "pre-token-generation",
            "a user is about to get tokens",
            source: "TokenGeneration_Authentication",
            version: "\"2\"",
            request:
                #""userAttributes": { "sub": "0a1b2c3d" }, "groupConfiguration": { "groupsToOverride": ["staff"], "iamRolesToOverride": [], "preferredRole": null }, "scopes": ["aws.cognito.signin.user.admin"]"#,
            response: #""claimsAndScopeOverrideDetails": null"#
        ),
        cognito(
            "user-migration",
            "an unknown user signs in, and may be known elsewhere",
            source: "UserMigration_Authentication",
            request:
                #""password": "correct horse battery staple", "validationData": null, "clientMetadata": null"#,
            response:
                #""userAttributes": null, "forceAliasCreation": null, "finalUserStatus": null, "messageAction": null, "desiredDeliveryMediums": null, "enableSMSMFA": null"#
        ),
        cognito(
            "custom-message",
            "a user pool is about to send a code",
            source: "CustomMessage_ForgotPassword",
            request:
                ##""userAttributes": { "sub": "0a1b2c3d" }, "codeParameter": "{####}", "linkParameter": "{##Click Here##}", "usernameParameter": null"##,
            response: #""smsMessage": null, "emailMessage": null, "emailSubject": null"#
        ),
        cognito(
            "custom-email-sender",
            "a code must reach a user, and the function sends it",
            source: "CustomEmailSender_SignUp",
            request:
                #""type": "customEmailSenderRequestV1", "code": "AYADeDrLMpJ2kvmGwvbrVw==", "userAttributes": { "email": "ada@example.com" }, "clientMetadata": null"#,
            response: nil
        ),
        cognito(
            "define-auth-challenge",
            "a custom sign-in goes on",
            source: "DefineAuthChallenge_Authentication",
            request:
                #""userAttributes": { "sub": "0a1b2c3d" }, "session": [{ "challengeName": "SRP_A", "challengeResult": true, "challengeMetadata": null }], "userNotFound": false"#,
            response: #""challengeName": null, "issueTokens": null, "failAuthentication": null"#
        ),
        cognito(
            "create-auth-challenge",
            "a custom sign-in needs a challenge",
            source: "CreateAuthChallenge_Authentication",
            request:
                #""userAttributes": { "sub": "0a1b2c3d" }, "challengeName": "CUSTOM_CHALLENGE", "session": []"#,
            response:
                #""publicChallengeParameters": null, "privateChallengeParameters": null, "challengeMetadata": null"#
        ),
        cognito(
            "verify-auth-challenge",
            "a user has answered a challenge",
            source: "VerifyAuthChallengeResponse_Authentication",
            request:
                #""userAttributes": { "sub": "0a1b2c3d" }, "privateChallengeParameters": { "answer": "42" }, "challengeAnswer": "42""#,
            response: #""answerCorrect": null"#
        ),
    ]

    private static func cognito(
        _ name: String,
        _ summary: String,
        source: String,
        version: String = "\"1\"",
        request: String,
        response: String? = ""
    ) -> SampleEvent {
        SampleEvent(
            service: "cognito",
            name: name,
            summary: summary,
            json: """
                {
                  "version": \(version),
                  "region": "eu-central-1",
                  "userPoolId": "eu-central-1_A1b2C3d4E",
                  "userName": "ada",
                  "callerContext": { "awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1a2b3c4d5e6f7g8h9i0j" },
                  "triggerSource": "\(source)",
                  "request": { \(request) },
                  "response": \(response.map { $0.isEmpty ? "{}" : "{ \($0) }" } ?? "null")
                }
                """
        )
    }
}
