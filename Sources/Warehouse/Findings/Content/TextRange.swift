/// Where a text stands among the texts of a batch.
struct TextRange: BitwiseCopyable {
    var start: Int
    /// In bytes; -1 for no text at all.
    var count: Int

    static let none = TextRange(start: 0, count: -1)

    var isNone: Bool { count < 0 }
}

/// The texts and blobs of a batch, in one run of bytes.
final class CheckedTexts {
    private let bytes = Column<UInt8>(capacity: 4096)

    func removeAll() { bytes.removeAll() }

    func add(_ text: UnsafeRawBufferPointer) -> TextRange {
        let start = bytes.count
        text.withMemoryRebound(to: UInt8.self) { bytes.append(contentsOf: $0) }
        return TextRange(start: start, count: text.count)
    }

    /// The bytes of a text, which live as long as the batch is not filled anew; none where there is no text.
    subscript(range: TextRange) -> UnsafeRawBufferPointer {
        range.isNone
            ? UnsafeRawBufferPointer(start: nil, count: 0)
            : UnsafeRawBufferPointer(start: bytes.base + range.start, count: range.count)
    }

    /// A copy of a text; nil where there is none.
    func string(_ range: TextRange) -> String? {
        range.isNone ? nil : String(decoding: self[range], as: UTF8.self)
    }
}
