import LambdaEmulator
import LambdaPackager

/// Builds the functions of a template whose packages come out of the Swift package beside it.
struct DevBuild {
    /// By the function's logical id.
    private let products: [(function: String, product: ProductName)]
    private let folder: String

    /// `nil` where there is nothing to build: no Swift package, or no function made from it.
    ///
    /// A function is made from the product that its code is named after.
    init?(_ template: Template, in folder: String) async throws {
        guard Files.exists("\(folder)/Package.swift") else { return nil }
        self.folder = folder
        let known = Set(
            try await DebugBuild(packageFolder: folder, report: { _ in }).executables()
        )
        products = try template.functions.compactMap { function in
            guard let name = function.product else { return nil }
            if known.contains(name) { return (function.logicalID, try ProductName(name)) }
            guard !Files.exists(function.codePath(in: folder)) else { return nil }
            throw CommandError.unknownProduct(name, of: function.logicalID, known.sorted())
        }
        if products.isEmpty { return nil }
    }

    /// Returns the executables by the functions' logical ids.
    func run() async throws -> [String: String] {
        var executables: [String: String] = [:]
        var built: [ProductName: String] = [:]
        for (function, product) in products {
            if built[product] == nil { built[product] = try await build(product) }
            executables[function] = built[product]
        }
        return executables
    }

    private func build(_ product: ProductName) async throws -> String {
        let progress = Progress("Building \(product)")
        do {
            let build = try DebugBuild(packageFolder: folder, report: progress.report)
            let executable = try await build.build(product)
            progress.end("Built \(product)")
            return executable
        } catch {
            progress.hide()
            throw error
        }
    }
}

extension FunctionDefinition {
    /// The product that `NAME.zip`, or the link `.perdure/NAME` to it, is named after.
    var product: String? {
        let parts = codeURI.split(separator: "/")
        guard let file = parts.last else { return nil }
        if file.hasSuffix(".zip") { return String(file.dropLast(4)) }
        return parts.dropLast().last == ".perdure" ? String(file) : nil
    }
}
