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
    case damagedExecutable(ProductName, String)
    case noToolchain(Architecture)
    case noEntry(ProductName, String)
    case noLibraries(String, reason: String)
    case missingLibrary(String)
    case damagedLibrary(String)
    case libraryNotBundled(String, neededBy: String)
    case tooNew(String, needs: String, has: String)
    case noBuildID(ProductName)
    case tooLarge(ProductName, size: Int, limit: Int)
    case includesTooMuch(String, limit: Int)
    case leavesFolder(String, to: String)
    case notAFile(String)
    case nameNotUTF8(String, String)
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
        case .damagedExecutable(let product, let path):
            "\(path) is cut off or damaged; remove it and package \(product) again"
        case .noToolchain(let architecture):
            "this machine's Swift builds for \(Architecture.current.rawValue) only; "
                + "package \(architecture.rawValue) functions on a \(architecture.rawValue) machine"
        case .noEntry(let product, let path):
            "\(path) has no place where it starts; is \(product) an executable product with a main function?"
        case .noLibraries(let path, let reason):
            "the shared libraries of \(path) cannot be found: \(reason)"
        case .missingLibrary(let name):
            "the shared library \(name) is missing on this machine; install the package that has it"
        case .damagedLibrary(let name):
            "\(name) is not a shared library or is damaged; install it again"
        case .libraryNotBundled(let name, let file):
            "\(file) needs \(name), which neither the zip nor Amazon Linux 2023 has; "
                + "link it statically, or let the packager build the function"
        case .tooNew(let file, let needed, let limit):
            "\(file) needs \(needed), Amazon Linux 2023 has \(limit); "
                + "link it statically, or build it where the C library is no newer"
        case .noBuildID(let product):
            "\(product) was linked without a build id; remove linker settings that ask for another or for none"
        case .tooLarge(let product, let size, let limit):
            "\(product) has \(size) bytes, Lambda takes \(limit); remove resources and dependencies it does not need"
        case .includesTooMuch(let path, let limit):
            "with \(path) the included files have more than the \(limit) bytes Lambda takes; include less"
        case .leavesFolder(let path, let target):
            "\(path) leads to \(target), outside of what is included; put the file itself there"
        case .notAFile(let path):
            "\(path) is neither a file nor a folder; remove it, or include less"
        case .nameNotUTF8(let folder, let name):
            "\(folder) holds a name that is not UTF-8 (like \"\(name)\"); rename it"
        case .file(let error): error.description
        case .archive(let error): error.description
        }
    }
}

extension PackagerError {
    static func wrappingFiles<Value>(
        _ body: () throws(FileError) -> Value
    ) throws(PackagerError) -> Value {
        do throws(FileError) { return try body() } catch { throw .file(error) }
    }

    static func wrappingArchive<Value>(
        _ body: () throws(ZipError) -> Value
    ) throws(PackagerError) -> Value {
        do throws(ZipError) { return try body() } catch { throw .archive(error) }
    }
}
