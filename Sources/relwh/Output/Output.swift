import Platform

/// Where a command's data goes: standard output, or a file that appears only once it is whole.
///
/// Writes are gathered to 64 KB. Nothing is complete before `finish()`; without it, what is still gathered is dropped
/// and the unfinished file removed.
final class Output {
    private static let capacity = 65536

    private let descriptor: CInt
    private let place: String
    private let file: PendingFile?
    private var buffer: [UInt8] = []

    /// - Parameter path: A file to write, or nil (or `-`) for standard output.
    init(path: String? = nil) throws {
        if let path, path != "-" {
            let file = try PendingFile(path: path)
            self.file = file
            descriptor = file.descriptor
            place = path
        } else {
            file = nil
            descriptor = STDOUT_FILENO
            place = "standard output"
        }
        buffer.reserveCapacity(Output.capacity + 4096)
    }

    /// Whether a person is looking on.
    var isTerminal: Bool { Terminal.isTerminal(descriptor) }

    var width: Int { Terminal.width(of: descriptor) }

    func style(_ choice: ColorChoice) -> Style { Style(choice: choice, descriptor: descriptor) }

    /// Lets `body` append to the buffer.
    func write(_ body: (inout [UInt8]) throws -> Void) throws {
        try body(&buffer)
        if buffer.count >= Output.capacity { try flush() }
    }

    func write(line: String) throws {
        try write { buffer in
            buffer.append(contentsOf: line.utf8)
            buffer.append(UInt8(ascii: "\n"))
        }
    }

    func write(bytes: UnsafeRawBufferPointer) throws {
        if bytes.count < Output.capacity {
            try write { $0.append(contentsOf: bytes) }
        } else {
            try flush()
            try SystemWrite.all(bytes, to: descriptor, place: place)
        }
    }

    /// Hands on what was gathered.
    func flush() throws {
        try buffer.withUnsafeBytes { try SystemWrite.all($0, to: descriptor, place: place) }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Writes the rest and, for a file, gives it its name.
    func finish() throws {
        try flush()
        try file?.commit()
    }
}
