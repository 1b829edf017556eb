/// What a zip holds and how it was made; written beside it as JSON.
package struct Manifest: Sendable, Equatable {
    package let function: String
    package let runtime: String
    package let architecture: Architecture
    package let linking: String
    /// Of the zip, in hexadecimal.
    package let sha256: String
    package let zipSize: Int
    package let bootstrapSize: Int
    /// As in the lines of a crash in the log, and in the symbol file beside the zip.
    package let buildID: BuildID

    init(
        _ product: ProductName,
        _ architecture: Architecture,
        _ bootstrap: Bootstrap,
        zip: [UInt8]
    ) {
        function = product.description
        runtime = "provided.al2023"
        self.architecture = architecture
        linking = "static"
        sha256 = hexadecimal(SHA256Digest(of: zip).bytes[...])
        zipSize = zip.count
        bootstrapSize = bootstrap.content.count
        buildID = bootstrap.buildID
    }

    /// The same values give the same text; no value needs escaping.
    var json: [UInt8] {
        let text = """
            {
              "architecture": "\(architecture.rawValue)",
              "bootstrapSize": \(bootstrapSize),
              "buildID": "\(buildID)",
              "function": "\(function)",
              "linking": "\(linking)",
              "runtime": "\(runtime)",
              "sha256": "\(sha256)",
              "zipSize": \(zipSize)
            }

            """
        return Array(text.utf8)
    }
}
