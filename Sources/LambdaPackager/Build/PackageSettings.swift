/// Where the packager finds and leaves things; every path is absolute.
package struct PackageSettings: Sendable, Equatable {
    /// The Swift package whose products are functions.
    package var packageFolder: String
    /// The build folder, kept apart from the one of debug builds.
    package var scratchFolder: String
    /// Where zips and manifests go.
    package var outputFolder: String
    /// The minimal static libcurl that `deploy/static-libcurl` built.
    package var libcurlFolder: String
    /// The functions that a start runs, which `deploy/record-startup` writes down; nil lets the linker place them.
    package var startupOrder: String?
    package var architecture: Architecture
    /// Static, unless a function is to bring shared libraries along.
    package var linking = Linking.static
    /// Files and folders to put beside the bootstrap.
    package var includedPaths: [String] = []

    /// The usual places within a package.
    package init(packageFolder: String) {
        self.packageFolder = packageFolder
        scratchFolder = "\(packageFolder)/.build-static"
        outputFolder = "\(packageFolder)/.perdure"
        libcurlFolder = "\(packageFolder)/.build-tools/static-libcurl"
        architecture = .current
    }
}
