import AWSClient
import JSONCoding

/// The expressions of a request, which share their placeholders.
struct Expressions {
    private let request: JSON
    private var placeholders: Placeholders

    init(_ request: JSON) throws(ServiceError) {
        self.request = request
        placeholders = try Placeholders(request)
    }

    mutating func condition(_ member: String) throws(ServiceError) -> Condition? {
        guard let text = request[member]?.string else { return nil }
        var parser = try ExpressionParser(text, placeholders)
        let condition = try parser.condition()
        placeholders = try parser.end()
        return condition
    }

    mutating func projection() throws(ServiceError) -> [String]? {
        guard let text = request["ProjectionExpression"]?.string else { return nil }
        var parser = try ExpressionParser(text, placeholders)
        let names = try parser.projection()
        placeholders = try parser.end()
        return names
    }

    mutating func update() throws(ServiceError) -> Update {
        var parser = try ExpressionParser(request["UpdateExpression"]?.string ?? "", placeholders)
        let update = try parser.update()
        placeholders = try parser.end()
        return update
    }

    func checkAllUsed() throws(ServiceError) { try placeholders.checkAllUsed() }
}
