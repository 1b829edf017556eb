import Synchronization

/// Signing keys that were derived already; one for each region and service, of the last day and
/// secret asked for.
final class SigningKeyCache: Sendable {
    private struct Entry {
        let secret: Secret
        let scope: CredentialScope
        let key: HMAC
    }

    private let entries = Mutex<[Entry]>([])

    func key(secret: Secret, scope: CredentialScope) -> HMAC {
        entries.withLock { entries in
            let known = entries.firstIndex { $0.secret == secret && $0.scope == scope }
            if let known { return entries[known].key }
            let key = signingKey(secret: secret.text, scope: scope)
            entries.removeAll { $0.scope.isSamePlace(as: scope) }
            entries.append(Entry(secret: secret, scope: scope, key: key))
            return key
        }
    }
}

extension CredentialScope {
    fileprivate func isSamePlace(as other: CredentialScope) -> Bool {
        region == other.region && service == other.service
    }
}
