import AWSClient
import HTTPTransport
import JSONCoding

/// A service nearby that gives credentials without a signature.
struct MetadataService {
    let name: String
    let origin: Origin
    let http: any HTTPSending
    var attempts = 3
    var timeout = Duration.seconds(2)
    var clock: any Clock<Duration> = ContinuousClock()

    /// The body of an answer of status 200.
    func body(of request: HTTPRequest) async throws(ConfigurationError) -> [UInt8] {
        var reason = ""
        for attempt in 0..<attempts {
            if attempt > 0 { try await pause() }
            do throws(HTTPError) {
                let response = try await http.send(
                    request,
                    to: origin,
                    timeout: timeout,
                    isIdempotent: true
                )
                if response.status == 200 { return response.body }
                reason = "it answered with status \(response.status)."
                guard response.status >= 500 || response.status == 429 else { break }
            } catch .cancelled {
                throw .cancelled
            } catch {
                reason = "\(error)"
            }
        }
        throw failure(reason)
    }

    private func pause() async throws(ConfigurationError) {
        do {
            try await clock.sleep(for: .seconds(1))
        } catch {
            throw .cancelled
        }
    }

    func failure(_ reason: String) -> ConfigurationError {
        .credentialsFailed(source: name, reason: reason)
    }
}

extension Credentials {
    /// Reads the object that metadata services and programs answer with.
    init(document: [UInt8], from source: String) throws(ConfigurationError) {
        func failure(_ reason: String) -> ConfigurationError {
            .credentialsFailed(source: source, reason: reason)
        }
        // What is no JSON must not be shown: it may hold half a secret.
        guard let json = try? JSON(parsing: document) else { throw failure("no JSON came back.") }
        if let code = json["Code"]?.string, code != "Success" {
            throw failure("\(code): \(json["Message"]?.string ?? "no reason given.")")
        }
        guard let accessKeyID = json["AccessKeyId"]?.string,
            let secretAccessKey = json["SecretAccessKey"]?.string
        else { throw failure("what came back has no access key.") }
        let expiration = json["Expiration"]?.string
        let moment = expiration.flatMap(Timestamp.secondsSince1970)
        guard expiration == nil || moment != nil else {
            throw failure("their expiration is no moment.")
        }
        self.init(
            accessKeyID: accessKeyID,
            secretAccessKey: secretAccessKey,
            sessionToken: (json["Token"] ?? json["SessionToken"])?.string,
            expiration: moment
        )
    }
}
