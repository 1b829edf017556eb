import AWSClient
import Foundation
import HTTPTransport
import JSONCoding
import TestServices
import Testing

@testable import AWSDeployment

@Suite struct `Deploying to MiniStack` {
    private let service: MiniStack
    private let aws: AWSClient
    private let name = "x\(UUID().uuidString.lowercased())"

    init() async throws {
        service = try await MiniStack.shared
        aws = service.client()
    }

    @Test func `STS knows the caller`() async throws {
        let identity = try await aws.send(STS.GetCallerIdentity())
        #expect(identity.arn.hasSuffix("user/administrator"))
        #expect(identity.account.count == 12)
    }

    @Test func `a role is taken on, and its credentials work`() async throws {
        let role = try await service.createFunctionRole(name)
        let credentials = try await aws.send(STS.AssumeRole(roleARN: role, sessionName: "s"))
        #expect(try #require(credentials.expiration) > 1_700_000_000)
        let identity = try await service.client(credentials: credentials)
            .send(STS.GetCallerIdentity())
        #expect(identity.arn.contains("assumed-role/\(name)"))
    }

    @Test func `a role is taken on by whoever somebody vouches for`() async throws {
        let role = try await service.createFunctionRole(name)
        let credentials = try await aws.send(
            STS.AssumeRoleWithWebIdentity(
                roleARN: role,
                sessionName: "somebody",
                token: tokenOfSomebody
            )
        )
        let identity = try await service.client(credentials: credentials)
            .send(STS.GetCallerIdentity())
        #expect(identity.arn.hasSuffix("assumed-role/\(name)/somebody"))
    }

    @Test(arguments: ["plain", "a/b c/é+%/../x", "~!$&'()*,;=:@"])
    func `an object is written, read and deleted`(key: String) async throws {
        try await aws.send(S3.CreateBucket(bucket: name, region: service.region))
        let body = Array("é".utf8)
        let tag = try await aws.send(
            S3.PutObject(
                bucket: name,
                key: key,
                body: body,
                contentType: "text/plain",
                metadata: ["a": "b"]
            )
        )
        let object = try await aws.send(S3.GetObject(bucket: name, key: key))
        #expect(object.body == body)
        #expect(object.head.entityTag == tag)
        let head = try await aws.send(S3.HeadObject(bucket: name, key: key))
        #expect(head.length == body.count)
        #expect(head.metadata == ["a": "b"])
        let put = S3.PutObject(bucket: name, key: key, body: [], onlyIfNew: true)
        let taken = try await #require(throws: AWSError.self) { try await aws.send(put) }
        #expect(taken.code == "PreconditionFailed")
        try await aws.send(S3.DeleteObject(bucket: name, key: key))
        let gone = try await #require(throws: AWSError.self) {
            try await aws.send(S3.GetObject(bucket: name, key: key))
        }
        #expect(gone.code == "NoSuchKey")
        let unknown = try await #require(throws: AWSError.self) {
            try await aws.send(S3.HeadObject(bucket: name, key: key))
        }
        #expect(unknown.status == 404)
    }

    @Test func `whoever has a signed URL reads the object, until it is tampered with`()
        async throws
    {
        try await aws.send(S3.CreateBucket(bucket: name, region: service.region))
        let put = S3.PutObject(bucket: name, key: "a b/é", body: Array("text".utf8))
        _ = try await aws.send(put)
        let origin = try #require(Endpoint(url: service.endpointURL)).origin
        var signer = Signer(service: "s3", region: service.region)
        signer.pathRule = .asSent
        signer.payloadRule = .unsigned
        var request = S3.GetObject(bucket: name, key: "a b/é").request
        request.fields["Host"] = origin.authority
        var presigned = signer.presigned(
            request,
            with: service.credentials,
            at: .now,
            lifetime: .seconds(60)
        )
        let http = HTTPClient()
        func answer() async throws -> HTTPResponse {
            try await http.send(presigned, to: origin, timeout: .seconds(10), isIdempotent: true)
        }
        #expect(try await answer().body == Array("text".utf8))
        presigned.target = presigned.target.replacingOccurrences(of: "a%20b", with: "a%20c")
        #expect(try await answer().status == 403)
    }

    @Test func `an object is written in parts`() async throws {
        try await aws.send(S3.CreateBucket(bucket: name, region: service.region))
        let upload = try await aws.send(S3.CreateMultipartUpload(bucket: name, key: "k"))
        let bodies = [[UInt8](repeating: 97, count: 5 << 20), Array("end".utf8)]
        var parts: [S3.Part] = []
        for (index, body) in bodies.enumerated() {
            let part = S3.UploadPart(
                bucket: name,
                key: "k",
                uploadID: upload,
                number: index + 1,
                body: body
            )
            parts.append(try await aws.send(part))
        }
        let complete = S3.CompleteMultipartUpload(
            bucket: name,
            key: "k",
            uploadID: upload,
            parts: parts.reversed()
        )
        #expect(try await aws.send(complete).hasSuffix("-2\""))
        let object = try await aws.send(S3.GetObject(bucket: name, key: "k"))
        #expect(object.body == bodies[0] + bodies[1])
        let second = try await aws.send(S3.CreateMultipartUpload(bucket: name, key: "k"))
        try await aws.send(S3.AbortMultipartUpload(bucket: name, key: "k", uploadID: second))
    }

    @Test func `a stack is made, changed and deleted`() async throws {
        let first = try await change(.create, template(description: "one"))
        #expect(first.changes.map(\.logicalID) == ["Topic"])
        #expect(first.changes.map(\.action) == ["Add"])
        let stack = try await stack(after: "CREATE_COMPLETE")
        let topic = try #require(stack.outputs["Topic"])
        let message = SNS.Publish(topicARN: topic, message: "é & co")
        #expect(try await !aws.send(message).isEmpty)
        _ = try await change(.update, template(description: "two"))
        _ = try await self.stack(after: "UPDATE_COMPLETE")
        var events: [CloudFormation.DescribeStackEvents.Event] = []
        for try await page in aws.pages(of: CloudFormation.DescribeStackEvents(stack: name)) {
            events += page.events
        }
        #expect(events.contains { $0.logicalID == "Topic" && $0.status == "CREATE_COMPLETE" })
        try await aws.send(CloudFormation.DeleteStack(stack: name))
    }

    @Test func `a template is checked`() async throws {
        let answer = try await aws.send(
            CloudFormation.ValidateTemplate(.body(template(description: "d")))
        )
        #expect(answer.description == "d")
        let broken = CloudFormation.ValidateTemplate(.body("{"))
        let error = try await #require(throws: AWSError.self) { try await aws.send(broken) }
        #expect(error.code == "ValidationError")
    }

    @Test func `a missing stack is an error`() async throws {
        let error = try await #require(throws: AWSError.self) {
            try await aws.send(CloudFormation.DescribeStacks(stack: name))
        }
        #expect(error.code == "ValidationError")
        #expect(error.requestID != nil)
    }

    @Test func `a function is created, published, named and deleted`() async throws {
        let role = try await service.createFunctionRole(name)
        let zip = try #require(Base64.decode(emptyZip))
        var function = try await aws.send(
            LambdaAPI.CreateFunction(
                name: name,
                code: .zip(zip),
                settings: .init(role: role, handler: "bootstrap", environment: ["A": "b"])
            )
        )
        #expect(function.name == name)
        while function.state == "Pending" {
            function = try await aws.send(LambdaAPI.GetFunction(function: name)).configuration
        }
        let updated = try await aws.send(
            LambdaAPI.UpdateFunctionConfiguration(
                function: name,
                settings: .init(memoryMegabytes: 512)
            )
        )
        #expect(updated.codeSHA256 == function.codeSHA256)
        _ = try await aws.send(LambdaAPI.UpdateFunctionCode(function: name, code: .zip(zip)))
        let version = try await aws.send(LambdaAPI.PublishVersion(function: name))
        #expect(version.version == "1")
        let alias = try await aws.send(
            LambdaAPI.CreateAlias(function: name, name: "live", version: "1")
        )
        #expect(alias.version == "1")
        let moved = try await aws.send(
            LambdaAPI.UpdateAlias(function: name, name: "live", version: "$LATEST")
        )
        #expect(moved.version == "$LATEST")
        try await aws.send(LambdaAPI.DeleteAlias(function: name, name: "live"))
        try await aws.send(
            LambdaAPI.AddPermission(
                function: name,
                statementID: "s",
                principal: "scheduler.amazonaws.com"
            )
        )
        try await aws.send(
            LambdaAPI.PutFunctionRecursionConfig(function: name, isAllowed: true)
        )
        try await aws.send(LambdaAPI.DeleteFunction(function: name))
        await #expect(throws: AWSError.self) {
            try await aws.send(LambdaAPI.GetFunction(function: name))
        }
    }
}

extension `Deploying to MiniStack` {
    private func template(description: String) -> String {
        """
        Description: \(description)
        Resources:
          Topic:
            Type: AWS::SNS::Topic
            Properties: {DisplayName: \(description)}
        Outputs:
          Topic: {Value: !Ref Topic}
        """
    }

    private func change(
        _ kind: CloudFormation.CreateChangeSet.Kind,
        _ template: String
    ) async throws -> CloudFormation.DescribeChangeSet.Answer {
        let changeSet = try await aws.send(
            CloudFormation.CreateChangeSet(
                stack: name,
                name: "set-\(kind)",
                kind: kind,
                template: .body(template)
            )
        )
        let describe = CloudFormation.DescribeChangeSet(changeSet: changeSet)
        var answer = try await aws.send(describe)
        while answer.status.hasSuffix("PENDING") || answer.status.hasSuffix("PROGRESS") {
            answer = try await aws.send(describe)
        }
        #expect(answer.status == "CREATE_COMPLETE", "\(answer)")
        try await aws.send(CloudFormation.ExecuteChangeSet(changeSet: changeSet))
        return answer
    }

    private func stack(after status: String) async throws -> CloudFormation.Stack {
        while true {
            let answer = try await aws.send(CloudFormation.DescribeStacks(stack: name))
            let stack = try #require(answer.stacks.first)
            if stack.status == status { return stack }
            try #require(stack.status.hasSuffix("PROGRESS"), "\(stack)")
        }
    }
}

/// `{"alg":"none"}`, `{"iss":"https://accounts.google.com","sub":"1"}` and no signature, which MiniStack
/// does not miss.
private let tokenOfSomebody =
    "eyJhbGciOiJub25lIn0.eyJpc3MiOiJodHRwczovL2FjY291bnRzLmdvb2dsZS5jb20iLCJzdWIiOiIxIn0."

/// A zip archive without entries, in Base64.
private let emptyZip = "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA=="
