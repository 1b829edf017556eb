/// The files of a package that somebody starts with.
struct NewPackage {
    enum Dependency {
        case folder(String)
        case repository(url: String, from: String)
    }

    struct File {
        let path: String
        let text: String
    }

    let name: String
    let perdure: Dependency

    var files: [File] {
        [
            File(path: "Package.swift", text: manifest),
            File(path: "Sources/Hello/Hello.swift", text: Self.hello),
            File(path: "Sources/Orders/Orders.swift", text: Self.orders),
            File(path: "Tests/HelloTests/HelloTests.swift", text: Self.test),
            File(path: "Tests/OrdersTests/OrdersTests.swift", text: Self.durableTest),
            File(path: "template.yaml", text: Self.template),
            File(path: "deploy/Makefile", text: Self.makefile),
            File(path: ".gitignore", text: ".build*\n.perdure/\n.aws-sam/\n"),
            File(path: "README.md", text: readme),
        ]
    }

    private var manifest: String {
        """
        // swift-tools-version: 6.2
        import PackageDescription

        // With these, a durable operation in a step, or a task beside a workflow, is an error of the compiler.
        let settings: [SwiftSetting] = [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]

        let package = Package(
            name: "\(name)",
            dependencies: [\(dependency)],
            targets: [
                .executableTarget(
                    name: "Hello",
                    dependencies: [.product(name: "LambdaRuntime", package: "\(identity)")],
                    swiftSettings: settings
                ),
                .executableTarget(
                    name: "Orders",
                    dependencies: [
                        .product(name: "DurableExecution", package: "\(identity)"),
                        .product(name: "DurableLambda", package: "\(identity)"),
                    ],
                    swiftSettings: settings
                ),
                .testTarget(name: "HelloTests", dependencies: ["Hello"], swiftSettings: settings),
                .testTarget(
                    name: "OrdersTests",
                    dependencies: ["Orders", .product(name: "DurableTesting", package: "\(identity)")],
                    swiftSettings: settings
                ),
            ],
            swiftLanguageModes: [.v6]
        )

        """
    }

    private var dependency: String {
        switch perdure {
        case .folder(let path): ".package(path: \"\(path)\")"
        case .repository(let url, let version): ".package(url: \"\(url)\", from: \"\(version)\")"
        }
    }

    /// The last part of the place, by which SwiftPM knows a package.
    private var identity: String {
        let place =
            switch perdure {
            case .folder(let path): path
            case .repository(let url, _): url
            }
        let last = place.split(separator: "/").last.map(String.init) ?? place
        return last.hasSuffix(".git") ? String(last.dropLast(4)) : last
    }

    private var readme: String {
        """
        # \(name)

        ```sh
        swift test                                                  # the tests
        perdure dev                                                 # both functions on this machine
        perdure invoke Hello --event - <<<'{"name":"Ada"}'
        perdure invoke Orders --event - --async --name first <<<'{"item":"tea","quantity":2}'
        perdure executions show first
        perdure deploy --stack-name \(name)                        # packages, and deploys template.yaml
        sam build && sam deploy --guided                           # the same with AWS's own tool
        ```

        `Hello` is not durable: it answers, and that is all. `Orders` is: what its steps return is recorded, and while it
        waits nothing runs.

        """
    }
}
