/// An event of one size, and how often it is sent in a round.
struct Payload {
    let name: String
    let bytes: Int
    let calls: Int

    static let all = [
        Payload(name: "128 B", bytes: 128, calls: 3_000),
        Payload(name: "16 KB", bytes: 16 * 1024, calls: 1_000),
        Payload(name: "1 MB", bytes: 1024 * 1024, calls: 40),
        Payload(name: "6 MB", bytes: 6 * 1024 * 1024, calls: 10),
    ]

    /// An answer to `next` with a JSON object of so many bytes, as Lambda would give it.
    var event: [UInt8] {
        let frame = #"{"name":""}"#
        let name = String(repeating: "a", count: bytes - frame.utf8.count)
        let body = #"{"name":"\#(name)"}"#
        let head = """
            HTTP/1.1 200 OK\r
            Content-Type: application/json\r
            Lambda-Runtime-Aws-Request-Id: 8476a536-e9f4-11e8-9739-2dfe598c3fcd\r
            Lambda-Runtime-Deadline-Ms: 4000000000000\r
            Lambda-Runtime-Invoked-Function-Arn: \
            arn:aws:lambda:eu-central-1:123456789012:function:benchmark\r
            Lambda-Runtime-Trace-Id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419\r
            Content-Length: \(bytes)\r
            \r\n
            """
        return Array((head + body).utf8)
    }
}
