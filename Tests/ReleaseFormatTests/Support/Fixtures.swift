import TestSupport

@testable import ReleaseFormat

/// The files under `Fixtures`, found from this file's own place.
enum Fixtures {
    static let folder: String = {
        let parts = #filePath.split(separator: "/").dropLast(4)
        return "/" + parts.joined(separator: "/") + "/Fixtures"
    }()

    static func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// The release files, all of them valid.
    static var releases: [String] {
        get throws {
            try ReleaseSource.expand(path("releases")).map(\.name)
        }
    }

    static func text(_ name: String) throws -> String {
        String(decoding: try FileBytes.read(path(name)), as: UTF8.self)
    }
}
