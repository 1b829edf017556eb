import Foundation
import LambdaEvents
import SampleEvents
import Testing

@Suite struct `HTTP events` {
    private struct Basket: Codable, Equatable {
        var items: [OrderPlaced.Item]
    }

    private static let basket = Basket(items: [.init(sku: "tea", quantity: 2)])

    private func request() throws -> APIGatewayV2Request {
        try SampleEvent.decode("apigateway", "http-api")
    }

    @Test func `decode a body of JSON`() throws {
        #expect(try request().decodeBody(as: Basket.self) == Self.basket)
    }

    @Test func `decode a body in base64`() throws {
        var request = try request()
        request.body = Data(#"{"items":[]}"#.utf8).base64EncodedString()
        request.isBase64Encoded = true
        #expect(try request.decodeBody() == Basket(items: []))
    }

    @Test func `hand out a body of bytes`() throws {
        let request: FunctionURLRequest = try SampleEvent.decode("function-url", "request")
        #expect(try request.bodyBytes() == Array("Hello, Lambda!".utf8))
    }

    @Test func `say why there is no body`() throws {
        var request = try request()
        request.body = nil
        #expect(throws: HTTPBodyError.missing) { try request.decodeBody(as: Basket.self) }
        request.body = "?"
        request.isBase64Encoded = true
        #expect(throws: HTTPBodyError.invalidBase64) { try request.bodyBytes() }
    }

    @Test func `find a field whatever the case of its name`() throws {
        #expect(try request().header("Content-Type") == "application/json")
        let rest: APIGatewayRequest = try SampleEvent.decode("apigateway", "rest-api")
        #expect(rest.header("accept") == "application/json")
        #expect(rest.header("accept-language") == nil)
        let balanced: ALBRequest = try SampleEvent.decode("alb", "multi-value-request")
        #expect(balanced.header("Accept") == "application/json")
    }

    @Test func `tell who asks`() throws {
        #expect(try request().requestContext.authorizer?.jwt?.claims["sub"] == "ada")
        let rest: APIGatewayRequest = try SampleEvent.decode("apigateway", "rest-api")
        #expect(rest.requestContext.authorizer?["tier"] == "gold")
    }
}

@Suite struct `HTTP responses` {
    @Test func `carry JSON`() throws {
        let response = try APIGatewayV2Response(.created, json: ["id": 7])
        #expect(
            try encode(response)
                == #"{"body":"{\"id\":7}","headers":{"content-type":"application/json"},"statusCode":201}"#
        )
    }

    @Test func `carry text of the type that the caller names`() throws {
        let response = ALBResponse(.ok, text: "<p>", headers: ["Content-Type": "text/html"])
        #expect(
            try encode(response)
                == #"{"body":"<p>","headers":{"Content-Type":"text/html"},"statusCode":200}"#
        )
    }

    @Test func `carry bytes in base64`() throws {
        let response = APIGatewayResponse(.ok, bytes: [0, 255])
        #expect(response.body == "AP8=")
        #expect(response.isBase64Encoded == true)
    }

    @Test func `carry nothing`() throws {
        #expect(try encode(APIGatewayV2Response(.noContent)) == #"{"statusCode":204}"#)
        #expect(try encode(APIGatewayV2Response(418)) == #"{"statusCode":418}"#)
    }

    @Test func `allow or deny what an authorizer was asked`() throws {
        let response = APIGatewayAuthorizerResponse(.deny, "ada", resources: ["arn:x"])
        let expected = """
            {"policyDocument":{"Statement":[{"Action":["execute-api:Invoke"],"Effect":"Deny",\
            "Resource":["arn:x"]}],"Version":"2012-10-17"},"principalId":"ada"}
            """
        #expect(try encode(response) == expected)
        #expect(
            try encode(
                APIGatewayV2AuthorizerResponse(isAuthorized: true, context: ["tier": "gold"])
            )
                == #"{"context":{"tier":"gold"},"isAuthorized":true}"#
        )
    }
}
