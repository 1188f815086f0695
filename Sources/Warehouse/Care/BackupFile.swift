import Platform
import ReleaseFormat

/// A backup that is being written: it replaces its target once it is complete.
final class BackupFile {
    private let target: String
    private let overwrites: Bool
    private let file: AtomicFile

    /// The name under which it is written.
    var path: String { file.temporaryPath }

    /// - Parameters:
    ///   - target: a symbolic link is followed.
    ///   - source: the warehouse's path; its permissions are the backup's.
    /// - Throws: ``WarehouseError``: `target` for one that exists and is not to be overwritten, that is the warehouse
    ///   itself, or that cannot be written; `notFound` for a folder that is not there.
    init(target: String, source: String, overwrites: Bool) throws {
        self.target = target
        self.overwrites = overwrites
        try Self.check(
            AtomicFile.resolved(target) ?? target, named: target, source: source, overwrites: overwrites)
        var status = stat()
        let permissions = stat(source, &status) == 0 ? status.st_mode & 0o777 : 0o666
        do {
            file = try AtomicFile(path: target, permissions: permissions)
        } catch {
            throw Self.failure(target, error.code)
        }
    }

    deinit {
        // Files that SQLite could not remove when it closed the copy are of no use.
        for suffix in ["-wal", "-shm", "-journal"] { unlink(path + suffix) }
    }

    /// The size and the SHA-256 of what was written.
    func digest() throws -> (bytes: Int, sha256: String) {
        var hash = Digest.Hash()
        var bytes = 0
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = pread(file.descriptor, &buffer, buffer.count, off_t(bytes))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.failure(target, errno) }
            if count == 0 { break }
            buffer.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            bytes += count
        }
        return (bytes, hash.finishWhole())
    }

    /// Syncs the file to the disk and gives it its name.
    func commit() throws {
        do {
            try file.commit(overwriting: overwrites)
        } catch {
            throw error.code == EEXIST ? Self.occupied(target) : Self.failure(target, error.code)
        }
    }

    // MARK: Permission to write

    private static func check(
        _ target: String, named name: String, source: String, overwrites: Bool
    ) throws {
        var (one, other) = (stat(), stat())
        for suffix in ["", "-wal", "-shm", "-journal"] {
            let part = source + suffix
            let isSame =
                lstat(target, &one) == 0
                ? stat(part, &other) == 0 && one.st_ino == other.st_ino && one.st_dev == other.st_dev
                : location(of: target) == location(of: (AtomicFile.resolved(source) ?? source) + suffix)
            guard isSame else { continue }
            throw WarehouseError(
                kind: .target, message: "\(name) is the warehouse itself, or a file of its own",
                hint: "name another file for the backup")
        }
        let exists = lstat(target, &one) == 0
        if exists, one.st_mode & S_IFMT != S_IFREG {
            throw WarehouseError(
                kind: .target, message: "\(name) is not a file that a backup could replace",
                hint: "name a file for the backup")
        }
        if exists, !overwrites { throw occupied(name) }
        // SQLite would take the content of these files for the backup's own, and change it.
        for suffix in ["-wal", "-journal"] where lstat(target + suffix, &other) == 0 {
            throw WarehouseError(
                kind: .target,
                message: "\(name)\(suffix) exists: \(name) is in use, or was not closed properly",
                hint: "name another file for the backup")
        }
    }

    private static func occupied(_ path: String) -> WarehouseError {
        WarehouseError(
            kind: .target, message: "\(path) exists", remedy: .overwrite)
    }

    private static func failure(_ path: String, _ code: CInt) -> WarehouseError {
        let reason = String(cString: strerror(code))
        switch code {
        case ENOENT, ENOTDIR:
            return WarehouseError(
                kind: .notFound, message: "cannot write \(path): \(reason)", hint: "create its folder first")
        case ENOSPC, EDQUOT, EFBIG, EIO:
            return WarehouseError(
                kind: .limit, message: "cannot write \(path): \(reason)",
                hint: "nothing was left behind: name a file on a disk with more space")
        default:
            return WarehouseError(kind: .target, message: "cannot write \(path): \(reason)")
        }
    }

    /// The error of a copy that could not be written.
    static func isFull(_ path: String) -> WarehouseError { failure(path, ENOSPC) }

    // MARK: Names

    /// A path that need not exist, with its folder resolved.
    private static func location(of path: String) -> String? {
        guard let folder = AtomicFile.resolved(AtomicFile.folder(of: path)) else { return nil }
        let name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
        return "\(folder)/\(name)"
    }
}
