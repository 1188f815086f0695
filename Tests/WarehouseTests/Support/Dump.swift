import SQLite

@testable import Warehouse

/// All rows of all tables, but when and from where they were imported, and what depends on the warehouse's own key.
///
/// What must be the same before and after a failure, and by whatever way a release came in.
struct Dump: Equatable, CustomStringConvertible {
    private let lines: [String]

    init(_ shelf: Shelf) throws { try self.init(shelf.connection) }

    init(_ connection: Connection) throws {
        var lines = try connection.lines("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")
        let tables = try connection.lines(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
        ).map { $0.filter { $0 != "'" } }
        for table in tables where table != "content_key" {
            let columns = try connection.lines("SELECT name FROM pragma_table_info('\(table)')")
                .map { $0.filter { $0 != "'" } }
                .filter {
                    !(table == "release" && ["imported_at", "source"].contains($0)) && $0 != "raw_digest"
                }
            let order = (1...columns.count).map { "\($0)" }.joined(separator: ", ")
            lines += try connection.lines(
                "SELECT '\(table)', \(columns.joined(separator: ", ")) FROM \(table) ORDER BY \(order)")
        }
        self.lines = lines
    }

    /// The lines that only one of two dumps has.
    var description: String { "\(lines.count) rows" }

    func difference(from other: Dump) -> String {
        let mine = Set(lines)
        let others = Set(other.lines)
        let gone = other.lines.filter { !mine.contains($0) }.prefix(5).map { "- \($0.prefix(300))" }
        let new = lines.filter { !others.contains($0) }.prefix(5).map { "+ \($0.prefix(300))" }
        return (gone + new).joined(separator: "\n")
    }
}
