import Foundation
import LambdaPackager
import TestServices

/// A sample as `perdure package` left it.
struct Sample {
    let name: String
    let zip: String

    init(_ name: String) throws {
        self.name = name
        zip = repositoryRoot.appending(path: ".perdure/\(name).zip").path()
        guard Files.exists(zip) else { throw NotPackaged(name: name) }
    }

    /// What the packager wrote down about the zip.
    var sha256: String {
        get throws {
            let manifest = Data(try Files.read(String(zip.dropLast(3)) + "json"))
            let object = try JSONSerialization.jsonObject(with: manifest) as? [String: Any]
            return object?["sha256"] as? String ?? ""
        }
    }
}

struct NotPackaged: Error, CustomStringConvertible {
    let name: String

    var description: String {
        ".perdure/\(name).zip is missing: run make package, then the tests again."
    }
}
