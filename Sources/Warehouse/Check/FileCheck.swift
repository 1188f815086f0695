import SQLite
import Schema

/// SQLite's own check of pages, rows and indexes.
struct FileCheck: WarehouseCheck {
    let subject = CheckReport.Subject.file
    let isQuick: Bool

    func run(_ connection: Connection, _ findings: inout CheckFindings) throws -> Int {
        try connection.query(isQuick ? "PRAGMA quick_check" : "PRAGMA integrity_check") { row in
            let text = row.text(0)
            if text == "ok" { return }
            // SQLite reports on a tree in one row, one line per fault.
            for line in text.split(separator: "\n") where !line.hasPrefix("***") {
                findings.note(
                    CheckFinding(subject: subject, place: .init(), stored: .null, found: .text(String(line))))
            }
        }
        return try connection.first("PRAGMA page_count") { $0.int(0) } ?? 0
    }
}

/// Compares tables, views and indexes with those of a new warehouse, and sees that the key of its contents is there.
///
/// A team's own tables, views and indexes are fine; see `SchemaComparison`. A view of ours with another text is not:
/// this program does not read it, but other programs do.
struct SchemaCheck: WarehouseCheck {
    let subject = CheckReport.Subject.schema

    private struct Name: Hashable {
        var type: String
        var name: String
    }

    func run(_ connection: Connection, _ findings: inout CheckFindings) throws -> Int {
        let fresh = try Warehouse(path: ":memory:", access: .write)
        try fresh.ensureSchema()
        let stored = try Self.definitions(connection)
        let expected = try Self.definitions(fresh.connection)
        let forbidden = Set(try SchemaComparison(connection).forbidden.map { ExactText($0.name) })
        let names = Set(stored.keys).union(expected.keys).sorted { ($0.type, $0.name) < ($1.type, $1.name) }
        for name in names where stored[name] != expected[name] {
            guard expected[name] != nil || forbidden.contains(ExactText(name.name)) else { continue }
            findings.note(
                CheckFinding(
                    subject: subject, place: .init(table: "sqlite_schema", key: "\(name.type) \(name.name)"),
                    stored: Value(stored[name]), found: Value(expected[name])))
        }
        let keys = try? connection.first(
            "SELECT count(*), coalesce(sum(typeof(key) = 'blob' AND length(key) = 16), 0) FROM content_key"
        ) { ($0.int(0), $0.int(1)) }
        if let keys, keys != (1, 1) {
            findings.note(
                CheckFinding(
                    subject: subject, place: .init(table: "content_key", column: "key"),
                    stored: Value(keys.1),
                    found: 1))
        }
        return expected.count
    }

    /// Leaves out tables of SQLite's own, such as those of ANALYZE, which may be there or not.
    private static func definitions(_ connection: Connection) throws -> [Name: String] {
        var definitions: [Name: String] = [:]
        try connection.query(
            "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        ) { row in
            definitions[Name(type: row.text(0), name: row.text(1))] = row.string(at: 2) ?? ""
        }
        return definitions
    }
}
