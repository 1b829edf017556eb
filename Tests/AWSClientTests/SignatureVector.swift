import Foundation
import HTTPTransport
import Testing

@testable import AWSClient

/// One folder of the signing test suite.
struct SignatureVector: Sendable, CustomTestStringConvertible {
    private let folder: URL
    private let context: Context

    private struct Context: Decodable {
        struct Credentials: Decodable {
            let accessKeyId: String
            let secretAccessKey: String
            let token: String?
        }

        let credentials: Credentials
        let expirationInSeconds: Int
        let normalize: Bool
        let region: String
        let service: String
        let signBody: Bool
        let timestamp: Date
        let omitSessionToken: Bool?
    }

    private init(folder: URL) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        decoder.dateDecodingStrategy = .iso8601
        self.folder = folder
        context = try decoder.decode(
            Context.self,
            from: Data(contentsOf: folder.appending(path: "context.json"))
        )
    }

    static func all() throws -> [SignatureVector] {
        let root = try #require(Bundle.module.url(forResource: "Vectors", withExtension: nil))
        return try FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: [])
            .filter { FileManager.default.fileExists(atPath: $0.path() + "/context.json") }
            .map { try SignatureVector(folder: $0) }
    }

    var testDescription: String { folder.lastPathComponent }
}

extension SignatureVector {
    func text(_ file: String) throws -> String {
        try String(contentsOf: folder.appending(path: "\(file).txt"), encoding: .utf8)
    }

    func request(_ file: String) throws -> HTTPRequest {
        try HTTPRequest(plainText: text(file))
    }

    func signer() throws -> Signer {
        var signer = Signer(service: context.service, region: try Region(context.region))
        signer.pathRule = context.normalize ? .normalized : .encoded
        signer.payloadRule = context.signBody ? .declared : .hashed
        signer.signsSessionToken = !(context.omitSessionToken ?? false)
        return signer
    }

    var credentials: Credentials {
        Credentials(
            accessKeyID: context.credentials.accessKeyId,
            secretAccessKey: context.credentials.secretAccessKey,
            sessionToken: context.credentials.token
        )
    }

    var time: SigningTime {
        SigningTime(secondsSince1970: Int(context.timestamp.timeIntervalSince1970))
    }

    var lifetime: Duration { .seconds(context.expirationInSeconds) }
}

extension HTTPRequest {
    /// Reads a request as the vectors write it: obsolete line folding kept, characters unescaped.
    fileprivate init(plainText: String) {
        let parts = plainText.split(separator: "\n\n", maxSplits: 1)
        let lines = parts[0].split(separator: "\n")
        let words = lines[0].split(separator: " ")
        self.init(
            method: String(words[0]),
            target: words[1..<(words.count - 1)].joined(separator: " "),
            body: parts.count > 1 ? Array(parts[1].utf8) : []
        )
        for field in Self.unfolded(lines.dropFirst()) {
            let colon = field.firstIndex(of: ":") ?? field.endIndex
            fields.append(String(field[..<colon]), String(field[colon...].dropFirst()))
        }
    }

    private static func unfolded(_ lines: ArraySlice<Substring>) -> [String] {
        lines.reduce(into: []) { fields, line in
            if line.first == " ", let last = fields.popLast() {
                fields.append("\(last)\n\(line)")
            } else {
                fields.append(String(line))
            }
        }
    }
}
