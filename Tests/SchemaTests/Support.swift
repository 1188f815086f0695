import SQLite
import Schema
import TestSupport

extension Connection {
    /// All rows of a query, as text.
    func lines(_ sql: String) throws -> [String] {
        var lines: [String] = []
        try query(sql) { row in
            lines.append((0..<row.columnCount).map { row.string(at: $0) ?? "NULL" }.joined(separator: "|"))
        }
        return lines
    }

    /// What the schema says, whatever its history.
    func schema() throws -> [String] {
        try lines("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")
    }
}

extension ScratchFolder {
    /// A connection to a file in the folder, which need not exist.
    func connect(_ name: String = "w.db", access: Connection.Access = .create) throws -> Connection {
        try Connection(path: self(name), access: access)
    }
}
