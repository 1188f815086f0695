/// The few things the runner does with files.
enum Files {
    static func open(_ path: String, _ flags: Int32) throws -> Int32 {
        #if canImport(Glibc)
            let descriptor = Glibc.open(path, flags | O_CLOEXEC, 0o644)
        #else
            let descriptor = Darwin.open(path, flags | O_CLOEXEC, 0o644)
        #endif
        guard descriptor >= 0 else { throw Failure(system: path) }
        return descriptor
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func size(_ path: String) throws -> Int {
        var status = stat()
        guard stat(path, &status) == 0 else { throw Failure(system: path) }
        return Int(status.st_size)
    }

    /// What changes when the file is written anew: its size and time.
    static func stamp(_ path: String) throws -> String {
        var status = stat()
        guard stat(path, &status) == 0 else { throw Failure(system: path) }
        #if canImport(Glibc)
            let time = status.st_mtim
        #else
            let time = status.st_mtimespec
        #endif
        return "\(status.st_size) bytes, \(time.tv_sec).\(time.tv_nsec)"
    }

    static func makeFolder(_ path: String) throws {
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw Failure(system: path) }
    }

    static func remove(_ path: String) throws {
        guard unlink(path) == 0 || errno == ENOENT else { throw Failure(system: path) }
    }

    /// Reads the file once, so that what is timed next finds it in the page cache.
    static func warm(_ path: String) throws {
        try forEachBlock(of: path) { _ in }
    }

    /// A copy that is on disk when this returns, so that nobody else pays for it.
    static func copy(_ source: String, to target: String) throws {
        let descriptor = try open(target, O_WRONLY | O_CREAT | O_TRUNC)
        defer { close(descriptor) }
        try forEachBlock(of: source) { block in try write(block, to: descriptor, target) }
        guard fsync(descriptor) == 0 else { throw Failure(system: target) }
    }

    static func text(_ path: String) throws -> String {
        var bytes: [UInt8] = []
        try forEachBlock(of: path) { bytes.append(contentsOf: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func write(_ text: String, to path: String) throws {
        let descriptor = try open(path, O_WRONLY | O_CREAT | O_TRUNC)
        defer { close(descriptor) }
        try write(text, descriptor, path)
    }

    static func standardOutput(_ text: String) { try? write(text, STDOUT_FILENO, "standard output") }

    static func standardError(_ text: String) { try? write(text, STDERR_FILENO, "standard error") }

    private static func write(_ text: String, _ descriptor: Int32, _ path: String) throws {
        var text = text
        try text.withUTF8 { try write(UnsafeRawBufferPointer($0), to: descriptor, path) }
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, _ path: String) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = UnsafeRawBufferPointer(rebasing: rest)
            #if canImport(Glibc)
                let written = Glibc.write(descriptor, part.baseAddress, part.count)
            #else
                let written = Darwin.write(descriptor, part.baseAddress, part.count)
            #endif
            guard written >= 0 else { throw Failure(system: path) }
            rest = rest.dropFirst(written)
        }
    }

    private static func forEachBlock(of path: String, _ body: (UnsafeRawBufferPointer) throws -> Void) throws
    {
        let descriptor = try open(path, O_RDONLY)
        defer { close(descriptor) }
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { block.deallocate() }
        while true {
            let count = read(descriptor, block.baseAddress, block.count)
            guard count >= 0 else { throw Failure(system: path) }
            if count == 0 { return }
            try body(UnsafeRawBufferPointer(rebasing: block[..<count]))
        }
    }
}
