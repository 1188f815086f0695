// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v14)],
    products: [.executable(name: "relwh-bench", targets: ["relwh-bench"])],
    targets: [
        .target(name: "CChild"),
        .target(name: "CInsert", linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(name: "ReleaseGenerator"),
        .executableTarget(name: "relwh-bench", dependencies: ["CChild", "CInsert", "ReleaseGenerator"]),
        .testTarget(name: "ReleaseGeneratorTests", dependencies: ["ReleaseGenerator"]),
        .testTarget(name: "BenchTests", dependencies: ["relwh-bench"]),
    ]
)
