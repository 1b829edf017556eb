import Foundation

/// An executable with its symbols, read with the tools of the Swift toolchain.
struct SymbolFile: Sendable {
    let path: String

    /// What is at each address: the function, the file and the line, and the functions it was inlined in.
    func names(at addresses: [UInt64]) async throws(SymbolError) -> [UInt64: String] {
        let places = try await places(at: Set(addresses).sorted())
        let functions = places.flatMap(\.value).map(\.function)
        let names = try await Self.demangled(Set(functions.filter { $0.hasPrefix("$") }).sorted())
        return places.mapValues { calls in
            calls.map { $0.description(named: names[$0.function] ?? $0.function) }
                .joined(separator: ", inlined in ")
        }
    }

    private func places(at addresses: [UInt64]) async throws(SymbolError) -> [UInt64: [Call]] {
        guard !addresses.isEmpty else { return [:] }
        let tool = "llvm-symbolizer"
        let output = try await ToolOutput.of(
            tool,
            ["--output-style=JSON", "--obj=\(path)"]
                + addresses.map { "0x" + String($0, radix: 16) }
        )
        do {
            let found = try JSONDecoder().decode([Found].self, from: output)
            // The answers come in the order of the questions.
            return Dictionary(zip(addresses, found.map { $0.calls })) { $1 }.filter { !$1.isEmpty }
        } catch {
            throw .unexpectedOutput(tool)
        }
    }

    private static func demangled(_ names: [String]) async throws(SymbolError) -> [String: String] {
        guard !names.isEmpty else { return [:] }
        let output = try await ToolOutput.of(
            "swift",
            ["demangle", "--compact", "--simplified"] + names
        )
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
        guard lines.count == names.count else { throw .unexpectedOutput("swift demangle") }
        return Dictionary(zip(names, lines)) { $1 }
    }
}

/// The answer of llvm-symbolizer to one address, innermost call first.
private struct Found: Decodable {
    let symbols: [Call]?

    enum CodingKeys: String, CodingKey {
        case symbols = "Symbol"
    }

    var calls: [Call] { (symbols ?? []).filter { !$0.function.isEmpty } }
}

private struct Call: Decodable {
    let function: String
    let file: String
    let line: Int

    enum CodingKeys: String, CodingKey {
        case function = "FunctionName"
        case file = "FileName"
        case line = "Line"
    }

    func description(named name: String) -> String {
        line == 0 || file.hasSuffix("<compiler-generated>") ? name : "\(name) at \(file):\(line)"
    }
}
