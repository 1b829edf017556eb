import Foundation
import TestServices
import Testing

@testable import AWSClient

@Suite struct `Endpoints and botocore` {
    private struct Question: Encodable {
        let service: String
        let region: String
        let environment: [String: String]
    }

    private static let services: [AWSService] = [
        .dynamoDB, .sqs, .lambda, .scheduler, .sns, .s3, .sts, .cloudFormation, .sso,
        .ssoOIDC,
    ]

    private static let regions = [
        "us-east-1", "eu-central-1", "ap-southeast-7", "cn-north-1", "cn-northwest-1",
        "us-gov-west-1", "us-gov-east-1", "eusc-de-east-1", "us-iso-east-1", "us-isob-east-1",
        "eu-isoe-west-1", "us-isof-south-1",
    ]

    private static let environments: [[String: String]] = {
        var environments: [[String: String]] = [
            ["AWS_ENDPOINT_URL": "http://127.0.0.1:4566"],
            ["AWS_ENDPOINT_URL": "https://example.com:8443/base"],
            [
                "AWS_ENDPOINT_URL": "http://127.0.0.1:4566",
                "AWS_ENDPOINT_URL_DYNAMODB": "http://localhost:8000",
                "AWS_ENDPOINT_URL_CLOUDFORMATION": "http://localhost:8001",
                "AWS_ENDPOINT_URL_S3": "http://localhost:8002",
                "AWS_ENDPOINT_URL_SSO": "http://localhost:8003",
                "AWS_ENDPOINT_URL_SSO_OIDC": "http://localhost:8004",
            ],
            [
                "AWS_ENDPOINT_URL": "http://127.0.0.1:4566",
                "AWS_ENDPOINT_URL_SQS": "http://localhost:8000",
                "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true",
            ],
            ["AWS_ENDPOINT_URL": "http://127.0.0.1:4566", "AWS_USE_FIPS_ENDPOINT": "true"],
            ["AWS_ENDPOINT_URL": "http://127.0.0.1:4566", "AWS_USE_DUALSTACK_ENDPOINT": "true"],
        ]
        for fips in ["false", "true"] {
            for dualStack in ["false", "TRUE"] {
                environments.append([
                    "AWS_USE_FIPS_ENDPOINT": fips, "AWS_USE_DUALSTACK_ENDPOINT": dualStack,
                ])
            }
        }
        return environments
    }()

    @Test func `agree for all services, regions and settings`() async throws {
        let questions = Self.services.flatMap { service in
            Self.regions.flatMap { region in
                Self.environments.map { (service, region, $0) }
            }
        }
        let theirs = try await Oracle("endpoints", of: "AWSClientTests").answers(
            to: questions.map {
                Question(service: $0.0.hostName, region: $0.1, environment: $0.2)
            }
        )
        try #require(theirs.count == questions.count)
        // The only error is that China has no validated endpoint of S3; asking for one fails there.
        for ((service, region, environment), theirs) in zip(questions, theirs)
        where theirs != "error" {
            let ours = try url(of: service, region, environment)
            #expect(ours == theirs, "\(service.name) \(region) \(environment)")
        }
    }

    private func url(
        of service: AWSService,
        _ region: String,
        _ environment: [String: String]
    ) throws -> String {
        let endpoint = try Endpoint(for: service, in: Region(region), Environment(environment))
        let origin = endpoint.origin
        return "\(origin.scheme)://\(origin.authority)\(endpoint.basePath)"
    }
}
