// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "relwh",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "relwh", targets: ["relwh"]),
        .library(name: "Warehouse", targets: ["Warehouse"]),
        .library(name: "Exporters", targets: ["Exporters"]),
        .library(name: "Gates", targets: ["Gates"]),
        .library(name: "ReleaseFormat", targets: ["ReleaseFormat"]),
        .library(name: "SQLite", targets: ["SQLite"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite3"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(
            name: "CZstd", pkgConfig: "libzstd",
            providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
        .systemLibrary(
            name: "CYAML", pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        .target(
            name: "CDigest",
            linkerSettings: [.linkedLibrary("crypto", .when(platforms: [.linux]))]),
        .target(name: "CBytes"),
        .target(name: "Platform"),
        .target(name: "SQLite", dependencies: ["CSQLite"]),
        .target(name: "ReleaseFormat", dependencies: ["CBytes", "CDigest", "CZlib", "CZstd", "Platform"]),
        .target(name: "YAML", dependencies: ["CYAML"]),
        .target(name: "CScripts"),
        .target(name: "Schema", dependencies: ["CDigest", "CScripts", "SQLite"]),
        .target(name: "Warehouse", dependencies: ["Platform", "ReleaseFormat", "Schema", "SQLite"]),
        .target(name: "Exporters", dependencies: ["ReleaseFormat", "Warehouse"]),
        .target(name: "Gates", dependencies: ["Warehouse", "YAML"]),
        .executableTarget(
            name: "relwh",
            dependencies: [
                "Exporters", "Gates", "Platform", "ReleaseFormat", "Warehouse",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .target(name: "TestSupport", dependencies: ["ReleaseFormat"], path: "Tests/TestSupport"),
        .testTarget(
            name: "GatesTests", dependencies: ["Gates", "ReleaseFormat", "TestSupport", "Warehouse"]),
        .testTarget(name: "YAMLTests", dependencies: ["YAML", "TestSupport"]),
        .target(name: "CFaultVFS", dependencies: ["CSQLite"], path: "Tests/CFaultVFS"),
        .testTarget(name: "SQLiteTests", dependencies: ["SQLite", "TestSupport"]),
        .testTarget(
            name: "ReleaseFormatTests", dependencies: ["CZlib", "CZstd", "ReleaseFormat", "TestSupport"]),
        .testTarget(
            name: "relwhTests",
            dependencies: ["ReleaseFormat", "relwh", "SQLite", "TestSupport", "Warehouse"]),
        .testTarget(
            name: "ArchitectureTests", dependencies: ["ReleaseFormat", "Schema", "TestSupport", "Warehouse"]),
        .testTarget(name: "SchemaTests", dependencies: ["Schema", "SQLite", "TestSupport"]),
        .testTarget(
            name: "WarehouseTests",
            dependencies: [
                "CFaultVFS", "CSQLite", "Exporters", "ReleaseFormat", "SQLite", "Schema", "TestSupport",
                "Warehouse",
            ]),
        .testTarget(
            name: "ExportersTests", dependencies: ["Exporters", "ReleaseFormat", "TestSupport", "Warehouse"]),
    ]
)
