import Platform

/// A file that somebody wrote, read whole.
enum TextFile {
    /// - Throws: `Failure`: exit 3 without such a file, 4 where it cannot be read, 7 where it is larger than `most`.
    static func bytes(of file: String, what: String = "a file", most: Int = 256 << 20) throws -> [UInt8] {
        let descriptor = open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw Failure(errno == ENOENT ? .notFound : .invalidInput, "cannot read \(file): \(reason)")
        }
        defer { close(descriptor) }
        return try bytes(from: descriptor, name: file, what: what, most: most)
    }

    static func bytes(from descriptor: CInt, name: String, what: String, most: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count > 0 {
                bytes += chunk[..<count]
            } else if errno == EINTR {
                try Interruption.check()
            } else {
                let reason = String(cString: strerror(errno))
                throw Failure(.invalidInput, "cannot read \(name): \(reason)")
            }
            if bytes.count > most { throw Failure(.limit, "\(name): \(what) of more than \(most >> 20) MB") }
        }
    }
}
