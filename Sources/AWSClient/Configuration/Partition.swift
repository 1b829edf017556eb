/// A group of regions with accounts and host names of their own.
///
/// Source: AWS SDK endpoint rules, "partitions".
struct Partition: Sendable, Hashable {
    let name: String
    /// How the names of its regions begin.
    let regionPrefix: String
    /// How host names end.
    let domain: String
    /// How host names end that have an IPv6 address as well.
    let dualStackDomain: String
}

extension Partition {
    static let aws = Partition(
        name: "aws",
        regionPrefix: "",
        domain: "amazonaws.com",
        dualStackDomain: "api.aws"
    )

    private static let others = [
        Partition(
            name: "aws-cn",
            regionPrefix: "cn-",
            domain: "amazonaws.com.cn",
            dualStackDomain: "api.amazonwebservices.com.cn"
        ),
        Partition(
            name: "aws-us-gov",
            regionPrefix: "us-gov-",
            domain: "amazonaws.com",
            dualStackDomain: "api.aws"
        ),
        Partition(
            name: "aws-eusc",
            regionPrefix: "eusc-",
            domain: "amazonaws.eu",
            dualStackDomain: "api.amazonwebservices.eu"
        ),
        Partition(
            name: "aws-iso",
            regionPrefix: "us-iso-",
            domain: "c2s.ic.gov",
            dualStackDomain: "api.aws.ic.gov"
        ),
        Partition(
            name: "aws-iso-b",
            regionPrefix: "us-isob-",
            domain: "sc2s.sgov.gov",
            dualStackDomain: "api.aws.scloud"
        ),
        Partition(
            name: "aws-iso-e",
            regionPrefix: "eu-isoe-",
            domain: "cloud.adc-e.uk",
            dualStackDomain: "api.cloud-aws.adc-e.uk"
        ),
        Partition(
            name: "aws-iso-f",
            regionPrefix: "us-isof-",
            domain: "csp.hci.ic.gov",
            dualStackDomain: "api.aws.hci.ic.gov"
        ),
    ]

    /// The partition of a region; one that nobody has heard of yet counts to `aws`.
    static func of(_ region: Region) -> Partition {
        others.first { region.name.hasPrefix($0.regionPrefix) } ?? .aws
    }
}
