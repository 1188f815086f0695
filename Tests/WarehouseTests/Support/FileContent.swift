#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Whole files, wherever they are.
enum FileContent {
    static func bytes(of path: String) throws -> [UInt8] {
        struct Unreadable: Error {}
        guard let file = fopen(path, "rb") else { throw Unreadable() }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
        return bytes
    }
}
