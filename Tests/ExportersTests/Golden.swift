import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Files that say what comes out.
///
/// `RELWH_RECORD=1` writes them anew, and fails: nobody is to pass by recording.
enum Golden {
    private static let folder =
        "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Fixtures/export"

    static func path(_ name: String) -> String { "\(folder)/\(name)" }

    static func text(_ name: String) throws -> String {
        String(decoding: try bytes(name), as: UTF8.self)
    }

    static func check(_ bytes: [UInt8], _ name: String, sourceLocation: SourceLocation = #_sourceLocation)
        throws
    {
        if getenv("RELWH_RECORD") != nil {
            let file = try #require(fopen(path(name), "wb"))
            fwrite(bytes, 1, bytes.count, file)
            fclose(file)
            Issue.record(
                "\(name) was recorded; look at it, and run again without RELWH_RECORD",
                sourceLocation: sourceLocation)
            return
        }
        let golden = try self.bytes(name)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(bytes == golden, "\(name) is now\n\(text)", sourceLocation: sourceLocation)
    }

    private static func bytes(_ name: String) throws -> [UInt8] {
        let file = try #require(fopen(path(name), "rb"), "there is no \(path(name))")
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
        return bytes
    }
}
