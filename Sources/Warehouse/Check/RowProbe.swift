import Platform
import ReleaseFormat
import SQLite

/// Compares the current row of a statement with what an import would write, column by column.
struct RowProbe: RowSlot {
    /// A column with another value than it should have.
    struct Difference {
        var column: Int
        var stored: Value
        var found: Value
    }

    private let statement: Statement
    private var isBound: UInt64 = 0
    private(set) var differences: [Difference] = []

    init(_ statement: Statement) {
        self.statement = statement
    }

    @inline(__always)
    mutating func bind(_ value: Int64, at column: Int32) {
        isBound |= 1 << UInt64(column)
        let index = Int(column)
        if statement.row.type(at: index) == .integer, statement.row.int64(at: index) == value { return }
        note(index, .integer(value))
    }

    @inline(__always)
    mutating func bind(_ value: Double, at column: Int32) {
        isBound |= 1 << UInt64(column)
        let index = Int(column)
        // SQLite has no negative zero.
        if statement.row.type(at: index) == .real, statement.row.double(at: index) == value { return }
        note(index, .real(value))
    }

    @inline(__always)
    mutating func bindText(_ bytes: UnsafeRawBufferPointer, at column: Int32) {
        isBound |= 1 << UInt64(column)
        let index = Int(column)
        if statement.row.type(at: index) == .text,
            statement.row.withBytes(at: index, { Self.isSame($0, bytes) })
        {
            return
        }
        noteText(index, String(decoding: bytes, as: UTF8.self))
    }

    @inline(__always)
    mutating func bindBlob(_ bytes: UnsafeRawBufferPointer, at column: Int32) {
        isBound |= 1 << UInt64(column)
        let index = Int(column)
        if statement.row.type(at: index) == .blob,
            statement.row.withBytes(at: index, { Self.isSame($0, bytes) })
        {
            return
        }
        note(index, .blob(Array(bytes)))
    }

    @inline(__always)
    private static func isSame(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool {
        guard one.count == other.count else { return false }
        guard let left = one.baseAddress, let right = other.baseAddress else { return true }
        return memcmp(left, right, one.count) == 0
    }

    /// Compares a digest, which is reported in hexadecimal.
    mutating func bind(_ digest: Digest, at column: Int32) {
        isBound |= 1 << UInt64(column)
        let index = Int(column)
        let stored = statement.row.withBytes(at: index) { Digest(bytes: $0) }
        if stored == digest, statement.row.type(at: index) == .blob { return }
        differences.append(
            Difference(
                column: index, stored: stored.map { .text($0.hexadecimal) } ?? statement.row.value(at: index),
                found: .text(digest.hexadecimal)))
    }

    /// Does not compare a column.
    mutating func skip(_ column: Int32) {
        isBound |= 1 << UInt64(column)
    }

    /// Compares the columns that were not bound, and so should be NULL.
    mutating func finish(_ columns: Int) {
        var open = ~isBound & (columns < 64 ? (1 << UInt64(columns)) - 1 : .max)
        while open != 0 {
            let column = open.trailingZeroBitCount
            if !statement.row.isNull(at: column) { note(column, .null) }
            open &= open - 1
        }
    }

    @inline(never)
    private mutating func note(_ column: Int, _ found: Value) {
        differences.append(Difference(column: column, stored: statement.row.value(at: column), found: found))
    }

    /// Members of an `extra` come in another order when a part of them is written with what they belong to.
    @inline(never)
    private mutating func noteText(_ column: Int, _ found: String) {
        if found.hasPrefix("{"), statement.row.type(at: column) == .text,
            let stored = try? JSONValue(text: statement.row.string(at: column) ?? ""),
            let again = try? JSONValue(text: found), stored.digest == again.digest
        {
            return
        }
        note(column, .text(found))
    }
}
