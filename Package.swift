// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
    name: "perdure",
    products: [
        .library(name: "LambdaRuntime", targets: ["LambdaRuntime"]),
        .library(name: "LambdaEvents", targets: ["LambdaEvents"]),
        .library(name: "LambdaLogging", targets: ["LambdaLogging"]),
        .library(name: "DurableClient", targets: ["DurableClient"]),
        .library(name: "DurableExecution", targets: ["DurableExecution"]),
        .library(name: "DurableLambda", targets: ["DurableLambda"]),
        .library(name: "DurableLocal", targets: ["DurableLocal"]),
        .library(name: "DurableTesting", targets: ["DurableTesting"]),
        .library(name: "DurableLogging", targets: ["DurableLogging"]),
        .library(name: "DurableMetrics", targets: ["DurableMetrics"]),
        .library(name: "DurableTracing", targets: ["DurableTracing"]),
        // Not the command: whoever depends on this package fetches what its products need, and a function needs no
        // web server. In this package, perdure and the samples can be built all the same.
    ],
    traits: [
        .trait(
            name: "ServiceLifecycle",
            description: "LambdaService: a function as one service of a ServiceGroup."
        ),
        .trait(
            name: "Metrics",
            description: "DurableMetrics: what executions do, for swift-metrics."
        ),
        .trait(
            name: "Tracing",
            description: "DurableTracing: what executions do, for swift-distributed-tracing."
        ),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.0.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing.git", from: "1.0.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.0.0"),
        .package(url: "https://github.com/apple/swift-metrics.git", from: "2.0.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.0.0"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.20.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.0.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CCurl",
            pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"])]
        ),
        .systemLibrary(
            name: "CCrypto",
            pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"])]
        ),
        .systemLibrary(
            name: "CZlib",
            pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"])]
        ),
        .systemLibrary(
            name: "CDeflate",
            pkgConfig: "libdeflate",
            providers: [.apt(["libdeflate-dev"])]
        ),
        .systemLibrary(name: "CEpoll"),
        .target(name: "JSONCoding", swiftSettings: settings),
        .testTarget(
            name: "JSONCodingTests",
            dependencies: ["JSONCoding", "LambdaEvents"],
            swiftSettings: settings
        ),
        .target(
            name: "HTTPTransport",
            dependencies: ["CCurl", "CEpoll"],
            swiftSettings: settings
        ),
        .target(name: "LoopbackServer", path: "Tests/LoopbackServer", swiftSettings: settings),
        .testTarget(
            name: "HTTPTransportTests",
            dependencies: ["HTTPTransport", "LoopbackServer", "TestServices"],
            swiftSettings: settings
        ),
        .target(
            name: "AWSClient",
            dependencies: ["JSONCoding", "HTTPTransport", "CCrypto"],
            swiftSettings: settings
        ),
        .target(
            name: "AWSDeployment",
            dependencies: [
                "JSONCoding", "AWSClient", "CCrypto", "CSpawn", "HTTPTransport",
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "AWSProbe",
            dependencies: ["AWSClient", "AWSDeployment", "HTTPTransport", "TestServices"],
            path: "Tests/AWSProbe",
            swiftSettings: settings
        ),
        .testTarget(
            name: "AWSDeploymentTests",
            dependencies: [
                "JSONCoding", "AWSProbe", "AWSDeployment", "AWSClient", "HTTPTransport",
                "LoopbackServer", "TestServices", "perdure",
            ],
            exclude: ["Oracles"],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "AWSBenchmark",
            dependencies: ["AWSClient", "HTTPTransport"],
            path: "Benchmarks/AWS",
            swiftSettings: settings
        ),
        .target(
            name: "TestTools",
            dependencies: ["DurableExecution"],
            path: "Tests/TestTools",
            swiftSettings: settings
        ),
        .target(
            name: "TestServices",
            dependencies: ["JSONCoding", "AWSClient", "HTTPTransport"],
            path: "Tests/TestServices",
            exclude: ["Oracles"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "AWSClientTests",
            dependencies: [
                "JSONCoding", "AWSClient", "HTTPTransport", "LoopbackServer", "TestServices",
            ],
            resources: [.copy("Vectors"), .copy("Oracles")],
            swiftSettings: settings
        ),
        .target(name: "CCrash"),
        .target(name: "CMainActor"),
        .target(
            name: "LambdaRuntime",
            dependencies: [
                "JSONCoding", "CCrash", "CMainActor", "HTTPTransport",
                .product(
                    name: "ServiceLifecycle",
                    package: "swift-service-lifecycle",
                    condition: .when(traits: ["ServiceLifecycle"])
                ),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "LambdaLogging",
            dependencies: [
                "JSONCoding", "LambdaRuntime", .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "LambdaLoggingTests",
            dependencies: ["LambdaLogging", "LambdaRuntime"],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "CrashingBootstrap",
            dependencies: ["LambdaRuntime"],
            path: "Tests/CrashingBootstrap",
            swiftSettings: settings
        ),
        .testTarget(
            name: "LambdaRuntimeTests",
            dependencies: [
                "LambdaRuntime", "HTTPTransport", "LoopbackServer", "TestServices",
                "CrashingBootstrap", "RuntimeProbe",
                .product(
                    name: "ServiceLifecycle",
                    package: "swift-service-lifecycle",
                    condition: .when(traits: ["ServiceLifecycle"])
                ),
                .product(
                    name: "Logging",
                    package: "swift-log",
                    condition: .when(traits: ["ServiceLifecycle"])
                ),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "LambdaEvents",
            dependencies: ["CZlib", "JSONCoding"],
            swiftSettings: settings
        ),
        .target(name: "SampleEvents", swiftSettings: settings),
        .testTarget(
            name: "LambdaEventsTests",
            dependencies: ["LambdaEvents", "SampleEvents", "TestServices"],
            resources: [.copy("Oracles")],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "Echo",
            dependencies: ["LambdaRuntime"],
            path: "samples/Echo",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "EchoJSON",
            dependencies: ["LambdaRuntime"],
            path: "samples/EchoJSON",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "Shop",
            dependencies: ["LambdaEvents", "LambdaRuntime"],
            path: "samples/Shop",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "Receipts",
            dependencies: ["LambdaEvents", "LambdaRuntime"],
            path: "samples/Receipts",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "Streaming",
            dependencies: ["LambdaEvents", "LambdaRuntime"],
            path: "samples/Streaming",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "RuntimeProbe",
            dependencies: ["LambdaRuntime"],
            path: "Tests/RuntimeProbe",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "NetworkProbe",
            dependencies: ["AWSClient", "HTTPTransport", "LambdaRuntime"],
            path: "Tests/NetworkProbe",
            swiftSettings: settings
        ),
        .target(
            name: "DurableExecution",
            dependencies: ["JSONCoding"],
            swiftSettings: settings
        ),
        .target(
            name: "DurableHistory",
            dependencies: ["DurableExecution"],
            swiftSettings: settings
        ),
        .target(
            name: "DurableClient",
            dependencies: [
                "AWSClient", "DurableExecution", "DurableHistory", "DurableLambda", "HTTPTransport",
                "JSONCoding",
            ],
            swiftSettings: settings
        ),
        .target(
            name: "DurableCost",
            dependencies: ["AWSClient", "DurableExecution", "DurableHistory", "DurableLambda"],
            swiftSettings: settings
        ),
        .target(
            name: "TableMeter",
            dependencies: [
                "JSONCoding", "AWSClient", "DurableCost", "DurableExecution", "DurableLambda",
                "HTTPTransport",
                "TestServices",
            ],
            path: "Tests/TableMeter",
            swiftSettings: settings
        ),
        .testTarget(
            name: "DurableCostTests",
            dependencies: ["DurableCost", "DurableExecution", "TableMeter", "TestServices"],
            swiftSettings: settings
        ),
        .target(
            name: "DurableLogging",
            dependencies: ["DurableExecution", .product(name: "Logging", package: "swift-log")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DurableLoggingTests",
            dependencies: ["DurableLogging", "DurableTesting"],
            swiftSettings: settings
        ),
        // Empty without their traits, and then nothing is fetched for them; Tests/Observability tests them with these.
        .target(
            name: "DurableMetrics",
            dependencies: [
                "DurableExecution",
                .product(
                    name: "CoreMetrics",
                    package: "swift-metrics",
                    condition: .when(traits: ["Metrics"])
                ),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "DurableTracing",
            dependencies: [
                "DurableExecution", "LambdaRuntime",
                .product(
                    name: "Tracing",
                    package: "swift-distributed-tracing",
                    condition: .when(traits: ["Tracing"])
                ),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "DurableTesting",
            dependencies: ["DurableExecution", "DurableHistory"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DurableTestingTests",
            dependencies: ["DurableTesting"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SamplesTests",
            dependencies: ["Approvals", "DurableTesting", "Onboarding"],
            swiftSettings: settings
        ),
        .target(
            name: "DurableLambda",
            dependencies: ["JSONCoding", "DurableExecution", "LambdaRuntime", "AWSClient"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DurableLambdaTests",
            dependencies: [
                "DurableClient", "JSONCoding", "DurableLambda", "LambdaRuntime", "TestServices",
                "TestTools",
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "ConformanceFunction",
            dependencies: ["DurableLambda"],
            path: "Tests/ConformanceFunction",
            exclude: ["template.yaml"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ConformanceTests",
            dependencies: [
                "JSONCoding", "ConformanceFunction", "DurableExecution", "DurableHistory",
                "LambdaEmulator",
                "LogTables", "TestServices", "TestTools",
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "LedgerWorkflow",
            dependencies: ["DurableLambda", "TestTools"],
            path: "Tests/LedgerWorkflow",
            swiftSettings: settings
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "JSONCoding", "DurableLambda", "LambdaPackager", "LedgerWorkflow", "LoopbackServer",
                "perdure",
                "SampleEvents", "TestServices",
            ],
            resources: [.copy("Oracles")],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "ApprovalDesk",
            dependencies: ["DurableClient", "LambdaEvents", "LambdaRuntime"],
            path: "samples/ApprovalDesk",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "Approvals",
            dependencies: ["DurableLambda"],
            path: "samples/Approvals",
            exclude: ["document.json"],
            swiftSettings: settings
        ),
        .target(
            name: "LambdaPackager",
            dependencies: ["CCrypto", "CDeflate"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "LambdaPackagerTests",
            dependencies: ["LambdaPackager"],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "DurableBenchmark",
            dependencies: [
                "DurableExecution", "DurableSQLite",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            path: "Benchmarks/Durable",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "DurableLoad",
            dependencies: ["DurableLambda"],
            path: "Benchmarks/DurableLambda",
            exclude: ["template.yaml"],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "WriteUnits",
            dependencies: ["DurableCost", "TableMeter", "TestServices"],
            path: "Benchmarks/WriteUnits",
            swiftSettings: settings
        ),
        .target(name: "CSpawn"),
        .target(
            name: "LambdaEmulator",
            dependencies: [
                "AWSClient",
                "CSpawn",
                "DurableExecution",
                "DurableHistory",
                "HTTPTransport",
                "JSONCoding",
                "LambdaPackager",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "MisbehavingBootstrap",
            dependencies: ["HTTPTransport"],
            path: "Tests/MisbehavingBootstrap",
            swiftSettings: settings
        ),
        .testTarget(
            name: "LambdaEmulatorTests",
            dependencies: [
                "AWSClient", "DurableClient", "LambdaEmulator", "LambdaEvents", "LambdaPackager",
                "HTTPTransport",
                "JSONCoding", "TestServices", "TestTools", "CSpawn",
                "Approvals", "ConformanceFunction", "Echo", "MisbehavingBootstrap", "perdure",
                "Receipts", "SampleEvents",
                "Shop",
            ],
            resources: [.copy("Oracles")],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "perdure",
            dependencies: [
                "JSONCoding", "AWSClient",
                "AWSDeployment",
                "DurableClient",
                "DurableExecution",
                "DurableCost",
                "DurableHistory",
                "DurableLambda",
                "DurableLocal",
                "HTTPTransport",
                "LambdaEmulator",
                "LambdaPackager",
                "SampleEvents",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "DurableSQLite",
            dependencies: [
                "DurableExecution", "JSONCoding",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "DurableLocal",
            dependencies: [
                "CCrypto",
                "DurableExecution",
                "DurableSQLite",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DurableLocalTests",
            dependencies: [
                "AWSClient", "DurableLambda", "DurableLocal", "DurableSQLite", "DurableTesting",
                "LocalProbe", "Onboarding", "TestServices", "TestTools", "perdure",
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "LocalProbe",
            dependencies: [
                "AWSClient", "DurableLambda", "DurableLocal", "HTTPTransport", "TestTools",
            ],
            path: "Tests/LocalProbe",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "Onboarding",
            dependencies: ["DurableLocal"],
            path: "samples/Onboarding",
            swiftSettings: settings
        ),
        .target(
            name: "LogTables",
            dependencies: [
                "AWSClient", "DurableExecution", "DurableLambda", "DurableSQLite", "TestServices",
            ],
            path: "Tests/LogTables",
            swiftSettings: settings
        ),
        .testTarget(
            name: "LogTableTests",
            dependencies: ["DurableExecution", "DurableSQLite", "LogTables", "TestServices"],
            swiftSettings: settings
        ),
        .target(
            name: "SimulatedDynamoDB",
            dependencies: ["AWSClient", "DurableExecution", "HTTPTransport", "JSONCoding"],
            path: "Tests/SimulatedDynamoDB",
            swiftSettings: settings
        ),
        .testTarget(
            name: "SimulatedDynamoDBTests",
            dependencies: [
                "AWSClient", "DurableExecution", "DurableLambda", "HTTPTransport", "JSONCoding",
                "SimulatedDynamoDB", "TestServices",
            ],
            swiftSettings: settings
        ),
        .target(
            name: "ExecutionSimulator",
            dependencies: [
                "AWSClient", "DurableExecution", "DurableLambda", "HTTPTransport", "JSONCoding",
                "SimulatedDynamoDB",
            ],
            path: "Tests/ExecutionSimulator",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "Simulate",
            dependencies: ["ExecutionSimulator"],
            path: "Tests/Simulate",
            swiftSettings: settings
        ),
        .testTarget(
            name: "ExecutionSimulatorTests",
            dependencies: ["ExecutionSimulator", "Simulate", "TestServices"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DurableExecutionTests",
            dependencies: ["DurableExecution", "TestServices", "TestTools"],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
