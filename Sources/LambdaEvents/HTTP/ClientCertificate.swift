/// The certificate that a client proved itself with (mutual TLS).
public struct ClientCertificate: Codable, Sendable, Equatable {
    /// The certificate in PEM.
    public var clientCertificatePEM: String
    /// Whom it speaks for.
    public var subjectDN: String
    /// Who issued it.
    public var issuerDN: String
    /// Its number at the issuer, in hexadecimal.
    public var serialNumber: String
    /// When it may be used.
    public var validity: Validity

    private enum CodingKeys: String, CodingKey {
        case clientCertificatePEM = "clientCertPem"
        case subjectDN, issuerDN, serialNumber, validity
    }

    /// A span of time, such as `May 28 12:30:02 2019 GMT` to `Aug  5 09:36:04 2021 GMT`.
    public struct Validity: Codable, Sendable, Equatable {
        /// When it begins.
        public var notBefore: String
        /// When it ends.
        public var notAfter: String
    }
}
