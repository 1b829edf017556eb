import AWSClient

/// Creates a queue; answers its URL.
struct CreateQueue: JSONCall {
    static let service = AWSService.sqs
    static let operation = "CreateQueue"

    let name: String

    var isIdempotent: Bool { true }

    var arguments: JSON { ["QueueName": .string(name)] }

    func answer(_ body: JSON) throws(UnexpectedAnswer) -> String {
        guard let url = body["QueueUrl"]?.string else { throw UnexpectedAnswer("no QueueUrl") }
        return url
    }
}
