import Glibc

/// The file of certificates to trust.
///
/// A static libcurl has one path built in, which is right on one distribution only.
enum CertificateBundle {
    /// The file that the environment names, else the first of the distributions' that exists.
    static let path: String? = choose(
        environment: { getenv($0).map { String(cString: $0) } },
        exists: { access($0, R_OK) == 0 }
    )

    /// A file that the environment names is taken even if it is missing, so that the mistake shows.
    static func choose(environment: (String) -> String?, exists: (String) -> Bool) -> String? {
        ["AWS_CA_BUNDLE", "SSL_CERT_FILE"].lazy.compactMap(environment).first { !$0.isEmpty }
            ?? distributionPaths.first(where: exists)
    }

    private static let distributionPaths = [
        "/etc/pki/tls/certs/ca-bundle.crt",  // Amazon Linux, Fedora
        "/etc/ssl/certs/ca-certificates.crt",  // Debian, Ubuntu, Alpine
        "/etc/ssl/cert.pem",  // macOS, BSD
    ]
}
