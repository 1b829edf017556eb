package import Foundation

/// A program that `deploy/setup` installs for development.
package struct BuildTool: Sendable {
    package let path: String

    /// - Throws: `MissingTool` where the machine was not set up.
    package init(_ name: String) throws {
        path = repositoryRoot.appending(path: ".build-tools/bin/\(name)").path()
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw MissingTool(name: name)
        }
    }
}

package struct MissingTool: Error, CustomStringConvertible {
    package let name: String

    package var description: String {
        "\(name) is missing in .build-tools/bin: run deploy/setup test, then the tests again."
    }
}

/// The folder of this package.
package let repositoryRoot = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
