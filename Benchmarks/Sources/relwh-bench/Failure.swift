/// The run cannot go on.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    /// A system call that failed, with what it was for.
    init(system doing: String, code: Int32 = errno) {
        description = "\(doing): \(String(cString: strerror(code)))"
    }
}

/// The command line makes no sense.
struct UsageError: Error {
    let message: String

    init(_ message: String) { self.message = message }
}
