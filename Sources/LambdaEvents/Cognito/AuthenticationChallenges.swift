/// A challenge of a sign-in, and how the user met it.
public struct AuthenticationChallenge: Codable, Sendable, Equatable {
    /// The challenge, such as `CUSTOM_CHALLENGE` or `SRP_A`.
    public var challengeName: String
    /// Whether the answer was right.
    public var challengeResult: Bool
    /// What the function called it.
    public var challengeMetadata: String?
}

/// A custom sign-in goes on: name the next challenge, or end it.
public enum DefineAuthChallenge: CognitoTrigger {
    /// How far it has come.
    public struct Request: Codable, Sendable, Equatable {
        /// What is known of the user.
        public var userAttributes: [String: String]
        /// The challenges so far.
        public var session: [AuthenticationChallenge]
        /// What the client gave for its triggers.
        public var clientMetadata: [String: String]?
        /// Whether there is no such user, where the client must not learn it.
        public var userNotFound: Bool?
    }

    /// What comes next.
    public struct Response: Codable, Sendable, Equatable {
        /// The next challenge.
        public var challengeName: String?
        /// Whether the user is signed in now.
        public var issueTokens: Bool?
        /// Whether the sign-in has failed.
        public var failAuthentication: Bool?
    }
}

/// A custom sign-in needs a challenge.
public enum CreateAuthChallenge: CognitoTrigger {
    /// How far it has come.
    public struct Request: Codable, Sendable, Equatable {
        /// What is known of the user.
        public var userAttributes: [String: String]
        /// The challenge that was chosen.
        public var challengeName: String
        /// The challenges so far.
        public var session: [AuthenticationChallenge]?
        /// What the client gave for its triggers.
        public var clientMetadata: [String: String]?
        /// Whether there is no such user, where the client must not learn it.
        public var userNotFound: Bool?
    }

    /// The challenge.
    public struct Response: Codable, Sendable, Equatable {
        /// What the client gets.
        public var publicChallengeParameters: [String: String]?
        /// What the answer is checked against.
        public var privateChallengeParameters: [String: String]?
        /// What to call it in later sessions.
        public var challengeMetadata: String?
    }
}

/// A user has answered a challenge of a custom sign-in.
public enum VerifyAuthChallenge: CognitoTrigger {
    /// The answer.
    public struct Request: Codable, Sendable, Equatable {
        /// What is known of the user.
        public var userAttributes: [String: String]
        /// What the answer is checked against.
        public var privateChallengeParameters: [String: String]
        /// What the user answered.
        public var challengeAnswer: String
        /// What the client gave for its triggers.
        public var clientMetadata: [String: String]?
        /// Whether there is no such user, where the client must not learn it.
        public var userNotFound: Bool?
    }

    /// The judgement.
    public struct Response: Codable, Sendable, Equatable {
        /// Whether the answer is right.
        public var answerCorrect: Bool?
    }
}
