import SQLite

/// Inserts many rows into a table, several with one statement: a fifth faster than one at a time.
final class RowInserter {
    /// A row's part of a statement's parameters.
    ///
    /// Bindings outlive a statement's run, so that a NULL which was one before need not be bound again: of a wide row
    /// most columns are NULL, always the same.
    struct Slot: RowSlot {
        fileprivate let statement: Statement
        fileprivate let first: Int32
        fileprivate let wasBound: UnsafeMutablePointer<UInt64>
        private(set) var isBound: UInt64 = 0

        fileprivate init(_ statement: Statement, _ first: Int32, _ wasBound: UnsafeMutablePointer<UInt64>) {
            self.statement = statement
            self.first = first
            self.wasBound = wasBound
        }

        @inline(__always)
        mutating func bind(_ value: Int64, at column: Int32) {
            statement.bind(value, at: first + column)
            isBound |= 1 << UInt64(column)
        }

        @inline(__always)
        mutating func bind(_ value: Double, at column: Int32) {
            statement.bind(value, at: first + column)
            isBound |= 1 << UInt64(column)
        }

        @inline(__always)
        mutating func bindText(_ bytes: UnsafeRawBufferPointer, at column: Int32) {
            statement.bindText(bytes, at: first + column)
            isBound |= 1 << UInt64(column)
        }

        @inline(__always)
        mutating func bindBlob(_ bytes: UnsafeRawBufferPointer, at column: Int32) {
            statement.bindBlob(bytes, at: first + column)
            isBound |= 1 << UInt64(column)
        }

        /// Makes the columns NULL that were not bound this time.
        @inline(__always)
        fileprivate func finish() {
            var stale = wasBound.pointee & ~isBound
            while stale != 0 {
                statement.bindNull(at: first + Int32(stale.trailingZeroBitCount))
                stale &= stale - 1
            }
            wasBound.pointee = isBound
        }
    }

    private struct Width {
        var rows: Int
        var statement: Statement
        var wasBound: UnsafeMutablePointer<UInt64>
    }

    private let widths: [Width]
    private let columns: Int32

    /// - Parameters:
    ///   - columns: the table's columns, in the order in which they are bound; 64 at most.
    ///   - widest: rows a statement. Many for tables with foreign keys: SQLite must be able to undo a statement that
    ///     may break one, and saves the pages that it changes.
    init(_ connection: Connection, table: String, columns: [String], widest: Int) throws {
        self.columns = Int32(columns.count)
        let row = "(" + columns.map { _ in "?" }.joined(separator: ", ") + ")"
        widths = try [widest, 8, 1].filter { $0 <= widest }.map { rows in
            let values = Array(repeating: row, count: rows).joined(separator: ", ")
            // FAIL, not SQLite's own ABORT: the transaction is rolled back as a whole, so that no statement needs to be
            // undone separately. For ABORT each would save the pages it changes first: 16 KB for a few rows.
            let sql = "INSERT OR FAIL INTO \(table) (\(columns.joined(separator: ", "))) VALUES \(values)"
            let wasBound = UnsafeMutablePointer<UInt64>.allocate(capacity: rows)
            wasBound.initialize(repeating: 0, count: rows)
            return Width(rows: rows, statement: try connection.prepare(sql), wasBound: wasBound)
        }
    }

    deinit {
        for width in widths { width.wasBound.deallocate() }
    }

    /// Inserts rows; `bind` is given the slot to bind a row's columns in, those that are not NULL, and its number.
    ///
    /// The bytes that are bound must stay valid until this returns.
    @inline(__always)
    func insert(_ count: Int, bind: (inout Slot, Int) throws -> Void) throws {
        var next = 0
        for width in widths {
            while count - next >= width.rows {
                for row in 0..<width.rows {
                    var slot = Slot(width.statement, Int32(row) * columns + 1, width.wasBound + row)
                    try bind(&slot, next + row)
                    slot.finish()
                }
                try width.statement.run()
                next += width.rows
            }
        }
    }
}
