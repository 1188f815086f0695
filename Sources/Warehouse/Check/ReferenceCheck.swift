import SQLite

/// Whether every row that is pointed to is there.
struct ReferenceCheck: WarehouseCheck {
    let subject = CheckReport.Subject.references

    func run(_ connection: Connection, _ findings: inout CheckFindings) throws -> Int {
        try connection.query(
            """
            SELECT c."table", k."from", c.rowid, c.parent, count(*)
            FROM pragma_foreign_key_check AS c
            LEFT JOIN pragma_foreign_key_list(c."table") AS k ON k.id = c.fkid
            GROUP BY 1, 2, 3, 4
            """
        ) { row in
            findings.note(
                CheckFinding(
                    subject: subject,
                    place: .init(table: row.text(0), column: row.string(at: 1), row: row.optionalInt64(2)),
                    stored: .text(row.text(3)), found: .null, count: row.int(4)))
        }
        try checkAttributes(connection, &findings)
        return try connection.first(
            """
            SELECT count(*)
            FROM sqlite_schema AS s
            JOIN pragma_foreign_key_list(s.name)
            WHERE s.type = 'table'
            """
        ) { $0.int(0) } ?? 0
    }

    /// Annotations name their attributes without a foreign key: it would cost an index, or a scan for each deletion.
    private func checkAttributes(_ connection: Connection, _ findings: inout CheckFindings) throws {
        try connection.query(
            """
            SELECT id, attributes
            FROM annotation
            WHERE typeof(attributes) = 'integer' AND attributes NOT IN (SELECT id FROM attribute_set)
            """
        ) { row in
            findings.note(
                CheckFinding(
                    subject: subject,
                    place: .init(table: "annotation", column: "attributes", row: row.int64(at: 0)),
                    stored: .text("attribute_set"), found: .null))
        }
    }
}
