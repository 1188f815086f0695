import CFaultVFS
import TestSupport

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A folder in which a test sees what SQLite does to files, before it is done, and can make it fail.
///
/// All connections to its files must be closed before it goes.
final class WatchedFolder {
    struct Operation {
        var kind: fault_operation
        /// The file's name in the folder.
        var name: String
        /// The new name of one that is linked or renamed.
        var newName: String?
        /// Where it reads or writes; the new size, when it truncates.
        var offset: Int
        /// What it reads or writes.
        var count: Int
        /// What it writes.
        var bytes: UnsafeRawPointer?
        /// Whether an opening makes the file.
        var creates: Bool
    }

    enum Answer {
        case proceed
        /// Fails with a code of SQLite's; of a write, some bytes may be written all the same.
        case fail(Int32, bytesWritten: Int = 0)
    }

    let folder: ScratchFolder
    /// Nil while nobody looks.
    var observer: ((Operation) -> Answer)?
    private let prefix: Int
    private var watch: Int32 = -1

    init() throws {
        struct Unavailable: Error {}
        fault_vfs_install()
        let folder = try ScratchFolder()
        guard let real = realpath(folder.path, nil) else { throw Unavailable() }
        defer { free(real) }
        self.folder = folder
        prefix = strlen(real) + 1
        watch = fault_vfs_watch(
            real, { context, event, part in WatchedFolder.observe(context, event, part) },
            Unmanaged.passUnretained(self).toOpaque())
        guard watch >= 0 else { throw Unavailable() }
    }

    deinit { fault_vfs_stop(watch) }

    private static func observe(
        _ context: UnsafeMutableRawPointer?, _ event: UnsafePointer<fault_event>?,
        _ part: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        guard let context, let event = event?.pointee else { return 0 }
        let folder = Unmanaged<WatchedFolder>.fromOpaque(context).takeUnretainedValue()
        guard let observer = folder.observer, let path = event.path else { return 0 }
        let operation = Operation(
            kind: event.operation, name: String(cString: path + folder.prefix),
            newName: event.other.map { String(cString: $0 + folder.prefix) }, offset: Int(event.offset),
            count: Int(event.amount), bytes: event.bytes, creates: event.creates != 0)
        switch observer(operation) {
        case .proceed: return 0
        case .fail(let code, let bytesWritten):
            part?.pointee = Int32(clamping: bytesWritten)
            return code
        }
    }
}
