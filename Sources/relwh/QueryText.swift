#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A query's text from a file or from standard input.
enum QueryText {
    /// More is no query that anybody wrote.
    private static let mostBytes = 16 << 20

    static func ofFile(_ file: String) throws -> String {
        let descriptor = open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw Failure(errno == ENOENT ? .notFound : .invalidInput, "cannot read \(file): \(reason)")
        }
        defer { close(descriptor) }
        return try text(from: descriptor, name: file)
    }

    static func ofStandardInput() throws -> String {
        try text(from: STDIN_FILENO, name: "standard input")
    }

    private static func text(from descriptor: CInt, name: String) throws -> String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count == 0 { break }
            if count > 0 {
                bytes += chunk[..<count]
            } else if errno == EINTR {
                try Interruption.check()
            } else {
                let reason = String(cString: strerror(errno))
                throw Failure(.invalidInput, "cannot read \(name): \(reason)")
            }
            if bytes.count > mostBytes { throw Failure(.limit, "\(name): a query of more than 16 MB") }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(.invalidInput, "\(name): the query is not UTF-8")
        }
        return text
    }
}
