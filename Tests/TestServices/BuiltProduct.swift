import Foundation

/// Where SwiftPM puts an executable that the tests depend on: beside the tests.
package func builtProduct(_ name: String) -> String {
    URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: name).path()
}
