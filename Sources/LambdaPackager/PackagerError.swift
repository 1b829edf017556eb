/// Why a function was not packaged, and what to do about it.
package enum PackagerError: Error, Hashable, CustomStringConvertible {
    case invalidName(String)
    case noPackage(String)
    case unreadablePackage(String, String)
    case noLibcurl(String)
    case noSwift(String)
    case buildFailed(ProductName, status: Int32)
    case notAnExecutable(ProductName, String)
    case wrongArchitecture(ProductName, found: Architecture, wanted: Architecture)
    case notStatic(ProductName, loader: String)
    case noBuildID(ProductName)
    case tooLarge(ProductName, size: Int, limit: Int)
    case file(FileError)
    case archive(ZipError)

    package var description: String {
        switch self {
        case .invalidName(let name):
            "\"\(name)\" cannot be the name of a function; use letters, digits, '-' and '_'"
        case .noPackage(let folder):
            "\(folder) holds no Package.swift; give the folder of the Swift package with --package-path"
        case .unreadablePackage(let folder, let output):
            "the Swift package in \(folder) cannot be read:\n\(output)"
        case .noLibcurl(let folder):
            "there is no static libcurl in \(folder); run deploy/static-libcurl first"
        case .noSwift(let reason):
            "swift cannot be started: \(reason); install Swift 6.3 and put it on PATH"
        case .buildFailed(let product, let status):
            "swift build of \(product) ended with status \(status); its messages above say why"
        case .notAnExecutable(let product, let path):
            "\(path) is not a Linux executable; is \(product) an executable product?"
        case .wrongArchitecture(let product, let found, let wanted):
            "\(product) was built for \(found.rawValue), not for \(wanted.rawValue); "
                + "package it on a \(wanted.rawValue) machine"
        case .notStatic(let product, let loader):
            "\(product) is linked dynamically and would need \(loader), which Lambda does not have; "
                + "remove linker settings that ask for shared libraries"
        case .noBuildID(let product):
            "\(product) was linked without a build id; remove linker settings that ask for another or for none"
        case .tooLarge(let product, let size, let limit):
            "\(product) has \(size) bytes, Lambda takes \(limit); remove resources and dependencies it does not need"
        case .file(let error): error.description
        case .archive(let error): error.description
        }
    }
}
