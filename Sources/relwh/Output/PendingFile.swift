#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A file written under a temporary name beside its own, and renamed when it is whole.
///
/// A symbolic link is followed, an existing file's permissions are kept, and what is no regular file (`/dev/null`, a
/// pipe) is written in place.
final class PendingFile {
    let descriptor: CInt
    private let path: String
    private let temporary: String?
    private var isOpen = true

    init(path: String) throws {
        var status = stat()
        let exists = stat(path, &status) == 0
        if exists, status.st_mode & S_IFMT != S_IFREG {
            self.path = path
            temporary = nil
            descriptor = try PendingFile.open(path, O_WRONLY, path: path)
            return
        }
        self.path = exists ? PendingFile.resolved(path) : path
        let temporary = PendingFile.temporaryName(beside: self.path)
        descriptor = try PendingFile.open(temporary, O_WRONLY | O_CREAT | O_EXCL, path: path)
        self.temporary = temporary
        if exists { _ = fchmod(descriptor, status.st_mode & 0o7777) }
    }

    deinit {
        guard isOpen else { return }
        close(descriptor)
        if let temporary { unlink(temporary) }
    }

    /// Closes the file and gives it its name.
    func commit() throws {
        guard isOpen else { return }
        isOpen = false
        let failed = close(descriptor) != 0
        guard let temporary else { return }
        if failed || rename(temporary, path) != 0 {
            let code = errno
            unlink(temporary)
            throw OutputError(place: path, code: code)
        }
    }

    private static func open(_ name: String, _ flags: CInt, path: String) throws -> CInt {
        #if canImport(Darwin)
            let descriptor = Darwin.open(name, flags | O_CLOEXEC, 0o666)
        #else
            let descriptor = Glibc.open(name, flags | O_CLOEXEC, 0o666)
        #endif
        guard descriptor >= 0 else { throw OutputError(place: path, code: errno) }
        return descriptor
    }

    private static func temporaryName(beside path: String) -> String {
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        return "\(folder).relwh-\(String(UInt64.random(in: .min ... .max), radix: 36)).tmp"
    }

    private static func resolved(_ path: String) -> String {
        guard let name = realpath(path, nil) else { return path }
        defer { free(name) }
        return String(cString: name)
    }
}
