import Platform

/// A file that gets its name only once it is complete and on the disk.
///
/// Until ``commit(overwriting:)`` it is written under a temporary name in the same folder; without a commit it is
/// removed, and what had the name before stays as it was.
package final class AtomicFile {
    /// A system call that failed.
    package struct Failure: Error {
        /// The value of `errno`.
        package let code: CInt
    }

    /// Where the file is to be, with symbolic links followed.
    package let path: String
    /// Where it is until then.
    package let temporaryPath: String
    /// Open for reading and writing until the commit.
    package let descriptor: CInt
    private var isPending = true

    /// Makes the temporary file.
    ///
    /// - Parameter permissions: those of a new file, less what the process masks out.
    package init(path: String, permissions: mode_t = 0o666) throws(Failure) {
        let path = Self.resolved(path) ?? path
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        self.path = path
        temporaryPath = "\(folder).relwh-\(String(UInt64.random(in: .min ... .max), radix: 36)).tmp"
        descriptor = open(temporaryPath, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, permissions)
        guard descriptor >= 0 else {
            isPending = false
            throw Failure(code: errno)
        }
    }

    deinit {
        guard isPending else { return }
        Self.close(descriptor)
        unlink(temporaryPath)
    }

    /// Brings the file to the disk and gives it its name; after an error nothing is left of it.
    ///
    /// - Parameter overwriting: whether a file of that name may be replaced. If not, one that somebody else has made
    ///   in the meantime fails the commit with `EEXIST`.
    package func commit(overwriting: Bool = true) throws(Failure) {
        guard isPending else { return }
        guard fsync(descriptor) == 0 else { throw Failure(code: errno) }
        // A link never replaces a file, but not every file system has links.
        if overwriting || link(temporaryPath, path) != 0 {
            if !overwriting, errno == EEXIST { throw Failure(code: errno) }
            guard rename(temporaryPath, path) == 0 else { throw Failure(code: errno) }
        } else {
            unlink(temporaryPath)
        }
        isPending = false
        Self.close(descriptor)
        // The name is on the disk only when its folder is.
        let folder = open(Self.folder(of: path), O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        Self.close(folder)
    }

    // MARK: Paths

    /// The folder that a path names a file in.
    package static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The path without symbolic links; nil where there is no such file.
    package static func resolved(_ path: String) -> String? {
        guard let name = realpath(path, nil) else { return nil }
        defer { free(name) }
        return String(cString: name)
    }

    private static func close(_ descriptor: CInt) {
        _ = Platform.close(descriptor)
    }
}
