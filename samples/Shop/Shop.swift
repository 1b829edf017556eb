import LambdaEvents
import LambdaRuntime

/// A small shop's HTTP API; its routes are those of `template.yaml`.
@main struct Shop {
    static func main() {
        Lambda.run { (request: APIGatewayV2Request, _: Invocation) in try answer(request) }
    }

    private static func answer(_ request: APIGatewayV2Request) throws -> APIGatewayV2Response {
        switch request.routeKey {
        case "GET /products": try .init(.ok, json: Product.all)
        case "GET /products/{sku}": try product(request)
        case "POST /quotes": try quote(request)
        default: try .init(.notFound, json: Problem("there is no \(request.rawPath)"))
        }
    }

    private static func product(_ request: APIGatewayV2Request) throws -> APIGatewayV2Response {
        let sku = request.pathParameters?["sku"] ?? ""
        guard let product = Product.named(sku) else {
            return try .init(.notFound, json: Problem("there is no product '\(sku)'"))
        }
        return try .init(.ok, json: product)
    }

    private static func quote(_ request: APIGatewayV2Request) throws -> APIGatewayV2Response {
        let basket: Basket
        do {
            basket = try request.decodeBody()
        } catch {
            let form = #"{"items":[{"sku":"tea","quantity":2}]}"#
            return try .init(.badRequest, json: Problem("the body must look like \(form)"))
        }
        do {
            return try .init(.ok, json: basket.quote())
        } catch let problem as Problem {
            return try .init(.badRequest, json: problem)
        }
    }
}

/// What a client did wrong.
struct Problem: Error, Encodable {
    var problem: String

    init(_ problem: String) {
        self.problem = problem
    }
}
