import Foundation
import Synchronization

/// Builds functions for trying them out: unoptimised and dynamically linked, quickly built again.
package struct DebugBuild: Sendable {
    private let packageFolder: String
    private let report: @Sendable (BuildLine) -> Void

    /// - Throws: ``PackagerError/noPackage(_:)``.
    package init(
        packageFolder: String,
        report: @escaping @Sendable (BuildLine) -> Void
    ) throws(PackagerError) {
        guard Files.exists("\(packageFolder)/Package.swift") else {
            throw .noPackage(packageFolder)
        }
        self.packageFolder = packageFolder
        self.report = report
    }

    /// The names of the package's executable products.
    package func executables() async throws(PackagerError) -> [String] {
        let lines = Mutex<[String]>([])
        let arguments = ["package", "--package-path", packageFolder, "describe", "--type", "json"]
        let status = try await SwiftTool.run(arguments) { line in
            lines.withLock { $0.append(line) }
        }
        let output = lines.withLock { $0 }
        // Messages about dependencies may come first.
        let json = output.drop { $0 != "{" }.joined(separator: "\n")
        guard status == 0,
            let description = try? JSONDecoder().decode(Description.self, from: Data(json.utf8))
        else { throw .unreadablePackage(packageFolder, output.joined(separator: "\n")) }
        return description.products.filter { $0.type.keys.contains("executable") }.map(\.name)
    }

    /// Returns the path of the executable.
    package func build(_ product: ProductName) async throws(PackagerError) -> String {
        try await SwiftTool.build(
            product,
            ["build", "--product", "\(product)", "--package-path", packageFolder],
            report: report
        )
        return "\(packageFolder)/.build/debug/\(product)"
    }

    private struct Description: Decodable {
        let products: [Product]
    }

    private struct Product: Decodable {
        let name: String
        let type: [String: Ignored?]
    }

    /// What a type of product has of its own.
    private struct Ignored: Decodable {
        init(from decoder: any Decoder) {}
    }
}
