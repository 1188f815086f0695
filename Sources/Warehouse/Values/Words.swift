import SQLite

/// Words that repeat, numbered as they come.
final class Words {
    private(set) var all: [String] = []
    private var numbers: [ExactText: Int32] = [:]
    /// The bytes of the words, for a look without making a text.
    private var bytes: [[UInt8]] = []

    func number(of word: String) -> Int32 {
        if let number = numbers[ExactText(word)] { return number }
        let number = Int32(all.count)
        numbers[ExactText(word)] = number
        all.append(word)
        bytes.append(Array(word.utf8))
        return number
    }

    /// The number of the text in a column; -1 for NULL.
    func number(in row: borrowing Row, at column: Int) -> Int32 {
        guard !row.isNull(at: column) else { return -1 }
        let known = row.withBytes(at: column) { text in
            // There are a handful, and one of the first is meant nearly always.
            bytes.prefix(16).firstIndex { $0.count == text.count && $0.elementsEqual(text) }
        }
        return known.map(Int32.init) ?? number(of: row.text(column))
    }

    subscript(number: Int32) -> String? { number < 0 ? nil : all[Int(number)] }
}
