import ReleaseFormat

/// The files under `Fixtures`, found from this file's own place.
enum Fixtures {
    private static let folder =
        "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/") + "/Fixtures"

    static func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// The release files, all of them valid.
    static let releases: [String] = (try? ReleaseSource.expand("\(folder)/releases").map(\.name)) ?? []
}
