import Platform

/// A value for each of a few words that repeat: a release's statuses, types, labelsets.
struct WordTable<Value> {
    private static var most: Int { 32 }
    private var entries: [(word: [UInt8], value: Value)] = []

    /// The value of a word that was remembered.
    subscript(word: UnsafeRawBufferPointer) -> Value? {
        for index in entries.indices where isSame(index, word) { return entries[index].value }
        return nil
    }

    /// Remembers a word's value, if there is room for it.
    mutating func remember(_ word: UnsafeRawBufferPointer, _ value: Value) {
        if entries.count < Self.most { entries.append((Array(word), value)) }
    }

    @inline(__always)
    private func isSame(_ index: Int, _ word: UnsafeRawBufferPointer) -> Bool {
        guard entries[index].word.count == word.count else { return false }
        guard let other = word.baseAddress else { return true }
        return entries[index].word.withUnsafeBytes { bytes in
            bytes.baseAddress.map { memcmp($0, other, word.count) == 0 } ?? true
        }
    }
}
