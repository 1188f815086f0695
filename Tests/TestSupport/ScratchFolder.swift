#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A folder of its own for one test, removed with all that is in it.
public final class ScratchFolder: Sendable {
    public let path: String

    public init() throws {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/relwh-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SystemError("mkdtemp in \(parent)") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { ScratchFolder.removeAll(path) }

    /// The path of a file in the folder, whether it exists or not.
    public func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

    /// Makes a folder in the folder.
    @discardableResult
    public func makeFolder(_ name: String) throws -> String {
        guard mkdir(self(name), 0o777) == 0 else { throw SystemError("mkdir \(self(name))") }
        return self(name)
    }

    /// Writes a file and gives its path.
    @discardableResult
    public func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
        try FileBytes.write(Array(bytes), to: self(name))
        return self(name)
    }

    /// Writes a file and gives its path.
    @discardableResult
    public func write(_ text: String, to name: String) throws -> String {
        try write(text.utf8, to: name)
    }

    public func bytes(of name: String) throws -> [UInt8] { try FileBytes.read(self(name)) }

    public func text(of name: String) throws -> String {
        String(decoding: try bytes(of: name), as: UTF8.self)
    }

    public func exists(_ name: String) -> Bool { access(self(name), F_OK) == 0 }

    /// The names of what is in the folder, in order.
    public func names() throws -> [String] { try ScratchFolder.names(in: path) }

    static func names(in path: String) throws -> [String] {
        guard let folder = opendir(path) else { throw SystemError("opendir \(path)") }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    private static func removeAll(_ path: String) {
        var status = stat()
        if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            for name in (try? names(in: path)) ?? [] { removeAll("\(path)/\(name)") }
        }
        remove(path)
    }
}
