/// A user is about to get tokens; the trigger's form 1 changes the identity token, 2 and 3 the access token too.
public enum PreTokenGeneration: CognitoTrigger {
    /// Who gets tokens.
    public struct Request: Codable, Sendable, Equatable {
        /// What is known of the user.
        public var userAttributes: [String: String]
        /// The user's groups.
        public var groupConfiguration: Groups
        /// What the access token allows (form 2 and 3).
        public var scopes: [String]?
        /// What the client gave for its triggers.
        public var clientMetadata: [String: String]?
    }

    /// A user's groups and roles.
    public struct Groups: Codable, Sendable, Equatable {
        /// The groups.
        public var groups: [String]?
        /// The roles that go with them.
        public var iamRoles: [String]?
        /// The role of the group that comes first.
        public var preferredRole: String?

        private enum CodingKeys: String, CodingKey {
            case groups = "groupsToOverride"
            case iamRoles = "iamRolesToOverride"
            case preferredRole
        }

        /// Groups and roles that take the place of the user's.
        public init(groups: [String]?, iamRoles: [String]? = nil, preferredRole: String? = nil) {
            self.groups = groups
            self.iamRoles = iamRoles
            self.preferredRole = preferredRole
        }
    }

    /// What to change in the tokens.
    public struct Response: Codable, Sendable, Equatable {
        /// The changes in form 1.
        public var claims: Claims?
        /// The changes in form 2 and 3.
        public var claimsAndScopes: ClaimsAndScopes?

        private enum CodingKeys: String, CodingKey {
            case claims = "claimsOverrideDetails"
            case claimsAndScopes = "claimsAndScopeOverrideDetails"
        }
    }

    /// Changes of the identity token.
    public struct Claims: Codable, Sendable, Equatable {
        /// Claims to add, or to set anew.
        public var added: [String: String]?
        /// Claims to leave out.
        public var suppressed: [String]?
        /// The groups in place of the user's.
        public var groups: Groups?

        private enum CodingKeys: String, CodingKey {
            case added = "claimsToAddOrOverride"
            case suppressed = "claimsToSuppress"
            case groups = "groupOverrideDetails"
        }

        /// Changes of the identity token.
        public init(
            added: [String: String]? = nil,
            suppressed: [String]? = nil,
            groups: Groups? = nil
        ) {
            self.added = added
            self.suppressed = suppressed
            self.groups = groups
        }
    }

    /// Changes of both tokens.
    public struct ClaimsAndScopes: Codable, Sendable, Equatable {
        /// The changes of the identity token.
        public var identityToken: Token?
        /// The changes of the access token.
        public var accessToken: Token?
        /// The groups in place of the user's.
        public var groups: Groups?

        private enum CodingKeys: String, CodingKey {
            case identityToken = "idTokenGeneration"
            case accessToken = "accessTokenGeneration"
            case groups = "groupOverrideDetails"
        }

        /// Changes of both tokens.
        public init(identityToken: Token? = nil, accessToken: Token? = nil, groups: Groups? = nil) {
            self.identityToken = identityToken
            self.accessToken = accessToken
            self.groups = groups
        }
    }

    /// Changes of a token.
    public struct Token: Codable, Sendable, Equatable {
        /// Claims to add, or to set anew.
        public var added: [String: JSONValue]?
        /// Claims to leave out.
        public var suppressed: [String]?
        /// Scopes to add; in the access token only.
        public var addedScopes: [String]?
        /// Scopes to leave out; in the access token only.
        public var suppressedScopes: [String]?

        private enum CodingKeys: String, CodingKey {
            case added = "claimsToAddOrOverride"
            case suppressed = "claimsToSuppress"
            case addedScopes = "scopesToAdd"
            case suppressedScopes = "scopesToSuppress"
        }

        /// Changes of a token.
        public init(
            added: [String: JSONValue]? = nil,
            suppressed: [String]? = nil,
            addedScopes: [String]? = nil,
            suppressedScopes: [String]? = nil
        ) {
            self.added = added
            self.suppressed = suppressed
            self.addedScopes = addedScopes
            self.suppressedScopes = suppressedScopes
        }
    }
}
