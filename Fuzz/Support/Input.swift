#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Ends the run with a find.
func find(_ what: @autoclosure () -> String) -> Never {
    var text = "FIND: \(what())\n"
    text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
    abort()
}

func require(_ condition: Bool, _ what: @autoclosure () -> String) {
    if !condition { find(what()) }
}

/// A file that holds the input: sources are read by the way that users' files take.
struct InputFile {
    static let shared = InputFile()
    let path: String
    private let descriptor: Int32

    private init() {
        // In memory, where there is such a folder; without a name, so that nothing is left of it.
        var template = Array("\(access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp")/fuzz-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        if descriptor < 0 { find("no file for the input") }
        unlink(template)
        path = "/dev/fd/\(descriptor)"
    }

    func hold(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        if ftruncate(descriptor, 0) != 0
            || pwrite(descriptor, bytes.baseAddress, bytes.count, 0) != bytes.count
        {
            find("cannot write the file of the input")
        }
        return path
    }
}
