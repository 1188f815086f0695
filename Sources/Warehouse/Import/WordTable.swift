#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What stands for each of a few words that come again and again: a release's statuses, types, labelsets.
struct WordTable<Value> {
    private static var most: Int { 32 }
    private var entries: [(word: [UInt8], value: Value)] = []

    /// The value of a word: remembered, or made when the word is new.
    mutating func value(
        of word: UnsafeRawBufferPointer, make: (UnsafeRawBufferPointer) throws -> Value
    ) rethrows -> Value {
        for index in entries.indices where isSame(index, word) { return entries[index].value }
        let value = try make(word)
        if entries.count < Self.most { entries.append((Array(word), value)) }
        return value
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
