import Platform

#if canImport(Glibc)
    /// Finds the process that keeps others from writing a warehouse, as far as Linux shows it.
    ///
    /// It is read from `/proc/locks`: to ask for the lock itself would take the file opened and closed once more, and
    /// this process would lose its own locks by that.
    enum LockHolder {
        /// Of the log's index the byte that a writer locks; of a file without a log the bytes that any other locks.
        ///
        /// <https://www.sqlite.org/walformat.html#locks>, <https://www.sqlite.org/lockingv3.html>
        private static let lockBytes: [(suffix: String, bytes: ClosedRange<Int>)] = [
            ("-shm", 120...120), ("", 0x4000_0000...0x4000_01FF),
        ]

        /// The process that has the lock, `process 1234 (relwh)`; nil if it cannot be known.
        static func name(of path: String) -> String? {
            guard let locks = text(of: "/proc/locks") else { return nil }
            for lock in lockBytes {
                var status = stat()
                guard stat(path + lock.suffix, &status) == 0 else { continue }
                for line in locks.split(separator: "\n") {
                    // `1: POSIX  ADVISORY  WRITE 4711 fe:00:131085 120 120`
                    let words = line.split(separator: " ")
                    guard words.count == 8, words[3] == "WRITE", let pid = Int32(words[4]), pid > 0,
                        pid != getpid(),
                        words[5].split(separator: ":").last == Substring("\(status.st_ino)"),
                        let first = Int(words[6]), lock.bytes.contains(first)
                    else { continue }
                    let command = text(of: "/proc/\(pid)/comm")?.split(separator: "\n").first
                    return command.map { "process \(pid) (\($0))" } ?? "process \(pid)"
                }
            }
            return nil
        }

        private static func text(of path: String) -> String? {
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { return nil }
            defer { close(descriptor) }
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 4096)
            while true {
                let count = read(descriptor, &buffer, buffer.count)
                if count <= 0 { break }
                bytes += buffer[..<count]
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
#else
    /// Finds the process that keeps others from writing a warehouse: other systems do not show it.
    enum LockHolder {
        static func name(of path: String) -> String? { nil }
    }
#endif
