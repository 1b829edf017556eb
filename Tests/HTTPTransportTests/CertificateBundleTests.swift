import Testing

@testable import HTTPTransport

struct CertificateBundleTests {
    @Test
    func `The environment names the bundle before any distribution does`() {
        let names = ["SSL_CERT_FILE": "/ssl", "AWS_CA_BUNDLE": "/aws"]
        #expect(
            CertificateBundle.choose(environment: { names[$0] }, exists: { _ in true }) == "/aws"
        )
    }

    @Test
    func `Without the environment the first existing file is taken`() {
        let debian = "/etc/ssl/certs/ca-certificates.crt"
        let path = CertificateBundle.choose(environment: { _ in nil }, exists: { $0 == debian })
        #expect(path == debian)
    }

    @Test
    func `No file at all leaves the choice to libcurl`() {
        #expect(CertificateBundle.choose(environment: { _ in "" }, exists: { _ in false }) == nil)
    }
}
