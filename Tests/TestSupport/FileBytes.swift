#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A call to the system that failed.
public struct SystemError: Error, CustomStringConvertible {
    public let description: String

    /// - Parameter doing: What failed; the system's own reason is added.
    init(_ doing: String, code: CInt = errno) {
        description = "\(doing): \(String(cString: strerror(code)))"
    }
}

/// Whole files.
public enum FileBytes {
    public static func read(_ path: String) throws -> [UInt8] {
        guard let file = fopen(path, "rb") else { throw SystemError("open \(path)") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
        return bytes
    }

    public static func write(_ bytes: [UInt8], to path: String) throws {
        guard let file = fopen(path, "wb") else { throw SystemError("open \(path)") }
        let count = fwrite(bytes, 1, bytes.count, file)
        guard fclose(file) == 0, count == bytes.count else { throw SystemError("write \(path)") }
    }
}
