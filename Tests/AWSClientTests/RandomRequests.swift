import HTTPTransport
import JSONCoding

@testable import AWSClient

/// A request to be signed by us and by somebody else.
struct SigningCase: Encodable, Sendable {
    enum Form: String, Encodable, CaseIterable {
        case header
        /// A digest that the caller knows.
        case precomputed
        case s3
        case s3Unsigned
        case query
        case s3Query

        var isPresigned: Bool { self == .query || self == .s3Query }

        var pathRule: PathRule {
            switch self {
            case .header, .precomputed, .query: .normalized
            case .s3, .s3Unsigned, .s3Query: .asSent
            }
        }

        func payloadRule(for body: [UInt8]) -> PayloadRule {
            switch self {
            case .header, .query: .hashed
            case .precomputed: .precomputed(SHA256.digest(of: body).hexadecimal)
            case .s3: .declared
            case .s3Unsigned, .s3Query: .unsigned
            }
        }
    }

    let form: Form
    let method: String
    let host: String
    let target: String
    let fields: [[String]]
    let body: String
    let seconds: Int
    let region: String
    let service: String
    let accessKeyID: String
    let secretAccessKey: String
    let sessionToken: String?
}

extension SigningCase {
    /// The signature that we make.
    func signature() throws -> String {
        var request = HTTPRequest(method: method, target: target, body: Base64.decode(body) ?? [])
        request.fields["Host"] = host
        for field in fields { request.fields.append(field[0], field[1]) }
        var signer = Signer(service: service, region: try Region(region))
        signer.pathRule = form.pathRule
        signer.payloadRule = form.payloadRule(for: request.body)
        let credentials = Credentials(
            accessKeyID: accessKeyID,
            secretAccessKey: secretAccessKey,
            sessionToken: sessionToken
        )
        let time = SigningTime(secondsSince1970: seconds)
        let signature =
            form.isPresigned
            ? signer.presigned(request, with: credentials, at: time, lifetime: .seconds(3_600))
                .target
            : signer.signed(request, with: credentials, at: time).fields["Authorization"]
        return String(signature?.suffix(64) ?? "")
    }
}

extension SigningCase {
    /// A request with whatever is allowed and unusual.
    static func random(using source: inout some RandomNumberGenerator) -> SigningCase {
        let form = Form.allCases.randomElement(using: &source) ?? .header
        return SigningCase(
            form: form,
            method: pick(["GET", "POST", "PUT", "DELETE", "HEAD", "PATCH"], &source),
            host: pick(
                ["example.com", "dynamodb.us-east-1.amazonaws.com", "127.0.0.1:4566"],
                &source
            ),
            target: path(&source) + query(isUnique: form.isPresigned, &source),
            fields: many(0...6, &source) { field(&$0) },
            body: form.isPresigned
                ? "" : Base64.encode(many(0...300, &source) { .random(in: 0...255, using: &$0) }),
            seconds: .random(in: 0...4_000_000_000, using: &source),
            region: pick(["us-east-1", "cn-north-1", "eu-west-3"], &source),
            service: pick(["dynamodb", "sqs", "lambda", "execute-api"], &source),
            accessKeyID: "AKID" + text(1...20, &source, from: Array("ABCDEFGHIJ0123456789")),
            secretAccessKey: text(1...90, &source, from: Array("abcXYZ0189/+=")),
            sessionToken: Bool.random(using: &source)
                ? text(1...400, &source, from: Array("abcXYZ0189/+=")) : nil
        )
    }

    private static func path(_ source: inout some RandomNumberGenerator) -> String {
        let segments: [String] = many(0...6, &source) { source in
            switch Int.random(in: 0..<9, using: &source) {
            case 0: ""
            case 1: "."
            case 2: ".."
            case 3: PercentEncoding.encode(oddText(&source))
            case 4: text(1...6, &source, from: Array("abc-._~!$&'()*+,;=:@"))
            case 5: PercentEncoding.encode(oddText(&source)).lowercased()
            case 6: PercentEncoding.encode(anyBytes(&source))
            default: text(1...8, &source, from: Array("abcXYZ019"))
            }
        }
        return "/" + segments.joined(separator: "/")
    }

    private static func query(
        isUnique: Bool,
        _ source: inout some RandomNumberGenerator
    ) -> String {
        var names: Set<String> = []
        let pairs: [String] = many(0...6, &source) { source in
            let name = PercentEncoding.encode(oddText(&source))
            guard !name.isEmpty, names.insert(name).inserted || !isUnique else { return nil }
            // botocore takes a query for UTF-8 before it adds a signature to it.
            let value = isUnique ? Array(oddText(&source).utf8) : anyBytes(&source)
            return "\(name)=\(PercentEncoding.encode(value))"
        }.compactMap { $0 }
        let repeated = isUnique ? [] : Array(pairs.prefix(1))
        let all = pairs + repeated
        return all.isEmpty ? "" : "?" + all.shuffled(using: &source).joined(separator: "&")
    }

    private static func field(_ source: inout some RandomNumberGenerator) -> [String] {
        let name = pick(
            [
                "X-Amz-Target", "x-amz-meta-A", "X-AMZ-META-A", "Content-Type", "Accept",
                "My-Header",
                "User-Agent", "Connection", "X-Amzn-Trace-Id", "Expect", "TE", "If-None-Match",
            ],
            &source
        )
        return [name, text(0...30, &source, from: Array(" \t \"',;=:/abcXYZ019é漢🙂"))]
    }

    private static func anyBytes(_ source: inout some RandomNumberGenerator) -> [UInt8] {
        many(0...6, &source) { .random(in: 0...255, using: &$0) }
    }

    private static func oddText(_ source: inout some RandomNumberGenerator) -> String {
        text(0...6, &source, from: Array("aAbB-._~ %/?#[]@!$&'()*+,;=:\"<>\\^`{|}é漢🙂\u{1}\u{7f}"))
    }

    private static func text(
        _ count: ClosedRange<Int>,
        _ source: inout some RandomNumberGenerator,
        from alphabet: [Character]
    ) -> String {
        String(many(count, &source) { pick(alphabet, &$0) })
    }

    private static func pick<Element>(
        _ elements: [Element],
        _ source: inout some RandomNumberGenerator
    ) -> Element {
        elements[.random(in: elements.indices, using: &source)]
    }

    private static func many<Element, Source: RandomNumberGenerator>(
        _ count: ClosedRange<Int>,
        _ source: inout Source,
        _ make: (inout Source) -> Element
    ) -> [Element] {
        (0..<Int.random(in: count, using: &source)).map { _ in make(&source) }
    }
}
