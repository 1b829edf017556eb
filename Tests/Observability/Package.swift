// swift-tools-version: 6.2
import PackageDescription

// A package of its own, since only one that asks for the traits gets what they bring.
let package = Package(
    name: "observability",
    dependencies: [
        .package(name: "perdure", path: "../..", traits: ["Metrics", "Tracing"]),
        .package(url: "https://github.com/apple/swift-distributed-tracing.git", from: "1.0.0"),
        .package(url: "https://github.com/apple/swift-metrics.git", from: "2.0.0"),
    ],
    targets: [
        .testTarget(
            name: "ObservabilityTests",
            dependencies: [
                .product(name: "DurableMetrics", package: "perdure"),
                .product(name: "DurableTesting", package: "perdure"),
                .product(name: "DurableTracing", package: "perdure"),
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
                .product(name: "MetricsTestKit", package: "swift-metrics"),
            ],
            path: "Tests",
            swiftSettings: [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]
        )
    ],
    swiftLanguageModes: [.v6]
)
