/// The range of a text among the texts of a batch, in eight bytes: each annotation of a long sequence may have one.
struct TextRange: BitwiseCopyable {
    private let first: UInt32
    private let length: Int32

    static let none = TextRange(first: 0, length: -1)

    private init(first: UInt32, length: Int32) {
        self.first = first
        self.length = length
    }

    /// - Returns: nil for what is beyond 4 GB, or longer than 2 GB.
    init?(start: Int, count: Int) {
        guard let first = UInt32(exactly: start), let length = Int32(exactly: count) else { return nil }
        self.init(first: first, length: length)
    }

    var start: Int { Int(first) }

    /// In bytes; -1 if there is no text.
    var count: Int { Int(length) }

    var isNone: Bool { length < 0 }
}

/// The texts and blobs of a batch, in one run of bytes.
final class CheckedTexts {
    private let bytes = Column<UInt8>(capacity: 4096)

    func removeAll() { bytes.removeAll() }

    /// - Throws: ``WarehouseError``: `limit` when the texts of one batch take more than 4 GB.
    func add(_ text: UnsafeRawBufferPointer) throws -> TextRange {
        guard let range = TextRange(start: bytes.count, count: text.count) else {
            throw WarehouseError(kind: .limit, message: "a sample has more than 4 GB of text to check")
        }
        text.withMemoryRebound(to: UInt8.self) { bytes.append(contentsOf: $0) }
        return range
    }

    /// The bytes of a text, valid until the batch is filled again; empty if there is no text.
    subscript(range: TextRange) -> UnsafeRawBufferPointer {
        range.isNone
            ? UnsafeRawBufferPointer(start: nil, count: 0)
            : UnsafeRawBufferPointer(start: bytes.base + range.start, count: range.count)
    }

    /// A copy of a text; nil if there is none.
    func string(_ range: TextRange) -> String? {
        range.isNone ? nil : String(decoding: self[range], as: UTF8.self)
    }
}
