@testable import ReleaseFormat

/// The files under `Fixtures`, found from this file's own place.
enum Fixtures {
    private static let folder =
        "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/") + "/Fixtures"

    static func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// The release files, all of them valid.
    static let releases: [String] = (try? ReleaseSource.expand("\(folder)/releases").map(\.name)) ?? []

    /// A compressed file's content.
    static func unpacked(_ fixture: String) throws -> [UInt8] {
        let input = try TextInput(try RawInput(.file(path(fixture)), shouldStop: nil))
        var bytes: [UInt8] = []
        let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: 1 << 16)
        defer { buffer.deallocate() }
        while case let count = try input.read(into: buffer, count: 1 << 16), count > 0 {
            bytes += UnsafeBufferPointer(start: buffer, count: count)
        }
        return bytes
    }
}
