import Platform

/// The descriptors 0, 1 and 2.
enum StandardStreams {
    /// Occupies those that whoever started us has closed, so that no file opened later is taken for one of them.
    /// Using them stays an error.
    static func occupy() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}
