import Platform
import Warehouse

/// The file that `-o` names: it appears once it is complete and on the disk.
///
/// A symbolic link is followed, an existing file's permissions are kept, and anything but a regular file
/// (`/dev/null`, a pipe) is written in place.
final class PendingFile {
    private enum Target {
        case replaced(AtomicFile)
        case inPlace(CInt)
    }

    private let path: String
    private let target: Target

    var descriptor: CInt {
        switch target {
        case .replaced(let file): file.descriptor
        case .inPlace(let descriptor): descriptor
        }
    }

    init(path: String) throws {
        self.path = path
        var status = stat()
        let exists = stat(path, &status) == 0
        if exists, status.st_mode & S_IFMT != S_IFREG {
            let descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw OutputError(place: path, code: errno) }
            target = .inPlace(descriptor)
            return
        }
        do {
            let file = try AtomicFile(path: path)
            if exists { _ = fchmod(file.descriptor, status.st_mode & 0o7777) }
            target = .replaced(file)
        } catch {
            throw OutputError(place: path, code: error.code)
        }
    }

    deinit {
        if case .inPlace(let descriptor) = target { close(descriptor) }
    }

    /// Gives the file its name.
    func commit() throws {
        guard case .replaced(let file) = target else { return }
        do {
            try file.commit()
        } catch {
            throw OutputError(place: path, code: error.code)
        }
    }
}
