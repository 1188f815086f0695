import SQLite

/// Checks that every row that is referred to exists.
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

/// Whether the ranges of children's ids follow each other: an import gives ids out in ascending order, so that a range
/// that begins before the end of the one before belongs to two parents, or to the wrong one.
struct RunCheck {
    private static let runs = [
        (table: "label", first: "first_frame_id", count: "frame_rows"),
        (table: "label", first: "first_track_id", count: "tracks"),
        (table: "label", first: "first_link_id", count: "links"),
        (table: "label", first: "first_sensor_id", count: "sensors"),
        (table: "frame", first: "first_annotation_id", count: "annotations"),
    ]

    func run(_ connection: Connection, _ findings: inout CheckFindings) throws {
        var found = CheckFindings()
        for run in Self.runs {
            var end = Int64.min
            try connection.query(
                "SELECT id, \(run.first), \(run.count) FROM \(run.table) WHERE \(run.count) <> 0 ORDER BY id"
            ) { row in
                let (id, first, count) = (row.int64(at: 0), row.int64(at: 1), row.int64(at: 2))
                if first < max(end, 1) || count < 0 {
                    let column = count < 0 ? run.count : run.first
                    found.note(
                        CheckFinding(
                            subject: .labels,
                            place: run.table == "label"
                                ? LabelLocations.unresolved(id, table: "label", column: column, row: id)
                                : .init(table: run.table, column: column, row: id),
                            stored: Value(count < 0 ? count : first),
                            found: end == .min ? .null : .text("\(end) or more")))
                }
                let (next, isBeyond) = first.addingReportingOverflow(max(count, 0))
                end = max(end, isBeyond ? .max : next)
            }
        }
        try found.locate { try LabelLocations.complete($0, connection) }
        findings.add(found)
    }
}
