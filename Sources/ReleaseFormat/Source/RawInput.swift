import Platform

/// The bytes of a source as they are stored, in order.
///
/// Read, not mapped: a file that is cut short while it is read ends, where a mapped one would end the process.
final class RawInput {
    let name: String
    /// The size of a regular file.
    let total: Int?
    private(set) var consumed = 0
    private let descriptor: Int32
    private let closes: Bool
    /// What a regular file was when it was opened.
    private var version: FileVersion?
    private let shouldStop: (() -> Bool)?

    init(_ source: ReleaseSource, shouldStop: (() -> Bool)?) throws(InputError) {
        name = source.name
        self.shouldStop = shouldStop
        switch source {
        case .file(let path):
            // A named pipe without a writer must not keep us from being asked whether to go on, and a terminal must not
            // become ours.
            descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
            closes = true
            guard descriptor >= 0 else { throw .system(path, errno) }
        case .standardInput:
            descriptor = STDIN_FILENO
            closes = false
        }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
            total = Int(status.st_size)
            version = FileVersion(status)
            #if canImport(Glibc)
                posix_fadvise(descriptor, 0, 0, Int32(POSIX_FADV_SEQUENTIAL))
            #endif
        } else {
            total = nil
        }
    }

    deinit {
        if closes, descriptor >= 0 { close(descriptor) }
    }

    /// Reads up to `count` bytes; 0 at the end.
    func read(into bytes: UnsafeMutablePointer<UInt8>, count: Int) throws -> Int {
        while true {
            try waitForInput()
            let got = Platform.read(descriptor, bytes, count)
            if got >= 0 {
                consumed += got
                if got == 0 { try checkUnchanged() }
                return got
            }
            if errno != EINTR && errno != EAGAIN { throw InputError.system(name, errno) }
        }
    }

    /// Whether a file that is read, no pipe, is another than when it was opened.
    var hasChanged: Bool {
        guard let version else { return false }
        var status = stat()
        return fstat(descriptor, &status) != 0 || FileVersion(status) != version
    }

    /// What was read of a file that somebody wrote to meanwhile is neither the old nor the new one.
    private func checkUnchanged() throws {
        if hasChanged { throw InputError.changed(name) }
    }

    /// A pipe may be silent for long: it is asked now and then whether reading is still wanted.
    private func waitForInput() throws {
        if let shouldStop, shouldStop() { throw ReadingInterrupted() }
        guard total == nil else { return }
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while poll(&request, 1, 100) == 0 || request.revents == 0 {
            if let shouldStop, shouldStop() { throw ReadingInterrupted() }
        }
    }
}

/// What a change of a file's content changes: how large it is, and when it was last written to.
private struct FileVersion: Equatable {
    private let size: Int64
    private let seconds: Int
    private let nanoseconds: Int

    init(_ status: stat) {
        size = Int64(status.st_size)
        #if canImport(Darwin)
            seconds = status.st_mtimespec.tv_sec
            nanoseconds = status.st_mtimespec.tv_nsec
        #else
            seconds = status.st_mtim.tv_sec
            nanoseconds = status.st_mtim.tv_nsec
        #endif
    }
}
