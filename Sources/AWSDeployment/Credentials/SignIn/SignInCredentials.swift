import AWSClient
import Foundation

/// Credentials for somebody who has signed in with `aws sso login`.
struct SignInCredentials: CredentialsProvider {
    let signIn: SignIn
    /// A client without credentials, in the sign-in's region.
    let client: AWSClient
    var now: @Sendable () -> Int = { SigningTime.now.secondsSince1970 }

    func credentials() async throws(ConfigurationError) -> Credentials {
        let token = try await token()
        let call = SSO.GetRoleCredentials(
            accountID: signIn.accountID,
            roleName: signIn.roleName,
            accessToken: token.accessToken
        )
        do throws(AWSError) {
            return try await client.send(call)
        } catch  where error.code == "UnauthorizedException" {
            throw failure("its sign-in is not valid any more. \(advice)")
        } catch {
            throw failure("\(error)")
        }
    }

    private func token() async throws(ConfigurationError) -> SignInToken {
        let file = URL(filePath: signIn.tokenFile)
        // A file that cannot be read is as good as none.
        guard let text = try? Data(contentsOf: file), var token = SignInToken(Array(text)) else {
            throw failure("nobody has signed in. \(advice)")
        }
        // As early as AWS's tools do.
        if signIn.isRefreshable, token.expiration < now() + 15 * 60 {
            token = await refreshed(token)
        }
        guard token.expiration > now() else {
            throw failure("its sign-in has expired. \(advice)")
        }
        return token
    }

    /// A newer token, or else the one at hand, which may be good for some minutes more.
    private func refreshed(_ token: SignInToken) async -> SignInToken {
        guard let call = token.refresh(at: now()), let answer = try? await client.send(call),
            let new = token.refreshed(by: answer, at: now())
        else { return token }
        PrivateFile.keep(new.text, at: signIn.tokenFile)
        return new
    }

    private var advice: String { "Run “aws sso login --profile \(signIn.profile)”." }

    private func failure(_ reason: String) -> ConfigurationError {
        .credentialsFailed(source: "profile \(signIn.profile)", reason: reason)
    }
}
