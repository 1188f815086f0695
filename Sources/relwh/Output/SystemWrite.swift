import Platform

/// Why output could not be written.
struct OutputError: Error {
    /// What was being written: a path, or `standard output`.
    var place: String
    /// The C library's error number.
    var code: CInt

    var reason: String { String(cString: strerror(code)) }
}

/// `write(2)` until all is written.
enum SystemWrite {
    /// Writes all of `bytes`. A reader that has gone away ends the process by SIGPIPE, silently.
    static func all(_ bytes: UnsafeRawBufferPointer, to descriptor: CInt, place: String) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count >= 0 {
                rest = rest.dropFirst(count)
                continue
            }
            switch errno {
            case EINTR: try Interruption.check()
            case EAGAIN: waitUntilWritable(descriptor)
            case EPIPE: dieOfBrokenPipe()
            default: throw OutputError(place: place, code: errno)
            }
        }
    }

    private static func waitUntilWritable(_ descriptor: CInt) {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&request, 1, -1)
    }

    /// Where SIGPIPE was ignored by who started us, its default is restored and it is raised.
    private static func dieOfBrokenPipe() -> Never {
        signal(SIGPIPE, SIG_DFL)
        raise(SIGPIPE)
        _exit(128 + SIGPIPE)
    }
}

/// The descriptors 0, 1 and 2.
enum StandardStreams {
    /// Occupies those that our parent process has closed, so that no file opened later is taken for one of them.
    /// Using them stays an error.
    static func occupy() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}
