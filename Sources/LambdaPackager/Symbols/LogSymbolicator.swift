/// Gives the addresses in a function's log the names they have in the source.
package struct LogSymbolicator: Sendable {
    private let files: [BuildID?: String]

    /// Takes files that `perdure package` left, or any executables with symbols.
    package init(files paths: [String]) throws(SymbolError) {
        var files: [BuildID?: String] = [:]
        for path in paths { files[try Self.buildID(ofFile: path)] = path }
        self.files = files
    }

    /// The log with names in it, and the builds it tells of for which there is no file.
    package func symbolicate(
        _ log: String
    ) async throws(SymbolError) -> (log: String, unknown: Set<BuildID>) {
        let addresses = Dictionary(grouping: BacktracePlace.all(in: log), by: \.buildID)
        var names: [BacktracePlace: String] = [:]
        for (buildID, places) in addresses {
            guard let file = files[buildID] else { continue }
            for (address, name) in try await SymbolFile(path: file).names(at: places.map(\.address))
            {
                names[BacktracePlace(address: address, buildID: buildID)] = name
            }
        }
        let unknown = Set(addresses.keys).subtracting(files.keys).compactMap { $0 }
        return (BacktracePlace.replace(in: log) { names[$0] }, Set(unknown))
    }

    private static func buildID(ofFile path: String) throws(SymbolError) -> BuildID? {
        let content: [UInt8]
        do throws(FileError) { content = try Files.read(path) } catch { throw .file(error) }
        do throws(ELFError) {
            return try ELFImage(content).buildID(in: content)
        } catch {
            throw .notAnExecutable(path)
        }
    }
}

/// Why a log was not given its names, and what to do about it.
package enum SymbolError: Error, Hashable, CustomStringConvertible {
    case file(FileError)
    case notAnExecutable(String)
    case missingTool(String, reason: String)
    case toolFailed(String, status: Int32)
    case unexpectedOutput(String)

    package var description: String {
        switch self {
        case .file(let error): error.description
        case .notAnExecutable(let path):
            "\(path) is no symbol file; 'perdure package' leaves them as .perdure/NAME.symbols"
        case .missingTool(let name, let reason):
            "\(name) cannot be started: \(reason); it comes with the Swift toolchain, put that on PATH"
        case .toolFailed(let name, let status): "\(name) ended with status \(status)"
        case .unexpectedOutput(let name): "\(name) wrote something else than it should"
        }
    }
}
