import Foundation
import LambdaEvents
import SampleEvents
import Testing

@Suite struct `Service events` {
    @Test func `of S3 decode their keys`() throws {
        var event: S3Event = try SampleEvent.decode("s3", "put")
        #expect(event.records[0].s3.object.decodedKey == "photos/café table.jpg")
        for bad in ["%", "%2", "%zz", "%FF", "%+1"] {
            event.records[0].s3.object.key = bad
            #expect(event.records[0].s3.object.decodedKey == nil, "\(bad)")
        }
    }

    @Test func `of DynamoDB decode their items`() throws {
        struct Order: Decodable, Equatable {
            var order: String
            var cents: Int
            var paid: Bool
            var note: String?
            var tags: Set<String>
            var ratings: [Double]
            var signature: Data
            var items: [OrderPlaced.Item]
        }
        let event: DynamoDBEvent = try SampleEvent.decode("dynamodb", "modify")
        let order = try event.records[0].dynamodb.newImage?.decode(as: Order.self)
        let expected = Order(
            order: "A-1042",
            cents: 5980,
            paid: true,
            note: nil,
            tags: ["gift", "tea"],
            ratings: [4.5, 5],
            signature: Data("signed".utf8),
            items: [.init(sku: "tea", quantity: 2)]
        )
        #expect(order == expected)
    }

    @Test func `of DynamoDB keep all digits of a number`() throws {
        let digits = "12345678901234567890.123456789012345678"
        let item = ["n": AttributeValue.number(digits)]
        #expect(try item.decode(as: [String: Decimal].self)["n"] == Decimal(string: digits))
        #expect(throws: DecodingError.self) {
            try ["n": AttributeValue.number("x")].decode(as: [String: Decimal].self)
        }
    }

    @Test func `of Cognito take their answers with them`() throws {
        var event: CognitoEvent<PreSignUp> = try SampleEvent.decode("cognito", "pre-sign-up")
        event.response.autoConfirmUser = true
        let answer = try decode(JSONValue.self, encode(event))
        #expect(answer["response"]?["autoConfirmUser"] == true)
        #expect(answer["request"]?["userAttributes"]?["email"] == "ada@example.com")
    }

    @Test func `of CloudFormation are answered by their ids`() throws {
        let request: CloudFormationRequest<JSONValue> =
            try SampleEvent.decode("cloudformation", "update")
        let response = CloudFormationResponse(
            to: request,
            .success,
            physicalResourceID: "certificate-17",
            data: ["Serial": 7]
        )
        let answer = try decode(JSONValue.self, encode(response))
        #expect(answer["Status"] == "SUCCESS")
        #expect(answer["RequestId"]?.string == request.requestID)
        #expect(answer["PhysicalResourceId"] == "certificate-17")
        #expect(answer["Data"] == ["Serial": 7])
    }

    @Test func `of other services are answered in their words`() throws {
        #expect(try encode(SESResponse(.stopRuleSet)) == #"{"disposition":"STOP_RULE_SET"}"#)
        let firehose: FirehoseEvent = try SampleEvent.decode("firehose", "transformation")
        let records = firehose.records.map { FirehoseResponse.Record($0, .ok, data: Blob([65])) }
        #expect(
            try encode(FirehoseResponse(records: records)).contains(#""data":"QQ==","recordId""#)
        )
    }
}
