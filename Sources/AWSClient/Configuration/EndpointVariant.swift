/// What is demanded of a service's own endpoint.
///
/// Source: AWS SDKs and Tools reference, "Dual-stack and FIPS endpoints"; AWS SDK endpoint rules.
struct EndpointVariant: Sendable, Hashable {
    /// Cryptography that is validated for the United States' government.
    let isFIPS: Bool
    /// An IPv6 address beside the IPv4 one.
    let isDualStack: Bool

    init(_ environment: Environment) {
        isFIPS = environment.isTrue("AWS_USE_FIPS_ENDPOINT")
        isDualStack = environment.isTrue("AWS_USE_DUALSTACK_ENDPOINT")
    }

    func host(of service: AWSService, in region: Region) -> String {
        let partition = Partition.of(region)
        if service == .s3 {
            let dualStack = isDualStack ? ".dualstack" : ""
            return "s3\(isFIPS ? "-fips" : "")\(dualStack).\(region).\(partition.domain)"
        }
        let hasPlainName = service.isPlainlyFIPSInGovernment && partition.name == "aws-us-gov"
        let label = isFIPS && (isDualStack || !hasPlainName) ? "-fips" : ""
        let domain = isDualStack ? partition.dualStackDomain : partition.domain
        return "\(service.hostName)\(label).\(region).\(domain)"
    }
}
