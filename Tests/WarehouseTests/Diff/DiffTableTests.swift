import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// A diff in tables, against its stream and against the views.
@Suite struct DiffTableTests {
    let seed = SeededRandom.chosenSeed

    private struct Pair {
        var sides: (DiffSide, DiffSide)
        let shelves: [Shelf]

        init(_ old: JSONValue, _ new: JSONValue, isApart: Bool = false) throws {
            let one = try Shelf()
            let other = isApart ? try Shelf() : one
            shelves = [one, other]
            sides = (
                DiffSide(warehouse: one.warehouse, ref: try one.load(old.named("old")).ref),
                DiffSide(warehouse: other.warehouse, ref: try other.load(new.named("new")).ref)
            )
        }

        func stream() throws -> [Change] {
            var changes: [Change] = []
            _ = try Warehouse.diff(from: sides.0, to: sides.1, options: .unrolled) { changes.append($0) }
            return changes
        }

        func rows(_ sql: String) throws -> [String] {
            var rows: [String] = []
            try sides.1.warehouse.query(sql) { row in rows.append(row.map(\.line).joined(separator: "|")) }
            return rows
        }
    }

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `the tables hold the stream, row by row, and the views' columns of both sides`(taskType: String)
        throws
    {
        for round in 0..<4 as Range<UInt64> {
            let note = "RELWH_SEED=\(seed), round \(round)"
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: 0.1)
            var mutator = ReleaseMutator(seed: seed &+ round, oddity: 0.1)
            let old = generator.release(of: taskType, samples: 6)
            let new = mutator.successor(of: old, named: "new")
            let pair = try Pair(old, new)
            let summary = try pair.sides.1.warehouse.materializeDiff(from: pair.sides.0, to: pair.sides.1)
            let changes = try pair.stream()
            #expect(
                try pair.rows("SELECT level, change, sample_uuid, annotation_id FROM changes")
                    == changes.map { change in
                        [
                            Value(change.level.rawValue), Value(change.kind.rawValue),
                            Value(change.sampleUUID),
                            Value(change.annotationID),
                        ].map(\.line).joined(separator: "|")
                    }, "\(note)")
            let figures = [
                ("category", "added", summary.categories.added), ("sample", "added", summary.samples.added),
                ("sample", "removed", summary.samples.removed), ("label", "added", summary.labels.added),
                ("label", "removed", summary.labels.removed), ("link", "added", summary.links.added),
                ("annotation", "added", summary.annotations.added),
                ("annotation", "removed", summary.annotations.removed),
                ("annotation", "modified", summary.annotations.modified),
            ]
            for (level, change, count) in figures {
                let sql = "SELECT count(*) FROM changes WHERE level = '\(level)' AND change = '\(change)'"
                #expect(try pair.rows(sql) == ["\(count)"], "\(note), \(level) \(change)")
            }
            #expect(
                try pair.rows("SELECT count(*) FROM annotation_changes")
                    == ["\(changes.count { $0.level == .annotation })"], "\(note)")
            for (side, ref, gone) in [("from", "old", "added"), ("to", "new", "removed")] {
                let wrong = """
                    SELECT c.sample_uuid, c.\(side)_position
                    FROM annotation_changes AS c
                    LEFT JOIN annotations AS a
                        ON a.release = '\(ref)' AND a.sample_uuid = c.sample_uuid AND a.labelset = c.labelset
                        AND a.sensor IS c.sensor AND a.frame = c.frame AND a.position = c.\(side)_position
                    WHERE (c.\(side)_position IS NULL) <> (c.change = '\(gone)')
                        OR c.change <> '\(gone)' AND (a.position IS NULL OR a.points IS NOT c.\(side)_points
                        OR a.category_id IS NOT c.\(side)_category_id OR a.type IS NOT c.\(side)_type
                        OR a.annotation_id IS NOT c.\(side)_annotation_id
                        OR a.attributes IS NOT c.\(side)_attributes)
                    """
                #expect(try pair.rows(wrong) == [], "\(note), \(side)")
            }
            #expect(
                try pair.rows(
                    "SELECT 1 FROM annotation_changes WHERE matched_by = 'id' AND from_annotation_id <> to_annotation_id"
                ) == [], "\(note)")

            let apart = try Pair(old, new, isApart: true)
            try apart.sides.1.warehouse.materializeDiff(from: apart.sides.0, to: apart.sides.1)
            for table in DiffTable.allCases {
                let sql = "SELECT * FROM \(table.rawValue)"
                // Labels of a sample come in the order in which a warehouse met their labelsets.
                #expect(try pair.rows(sql).sorted() == apart.rows(sql).sorted(), "\(note), \(table)")
            }
        }
    }

    private func boxes(_ boxes: String...) -> JSONValue {
        SmallRelease.document(samples: [SmallRelease.sample(1, SmallRelease.still(boxes))])
    }

    @Test func `which boxes shrank by half is one query`() throws {
        let pair = try Pair(
            boxes(SmallRelease.box(1, id: 1), SmallRelease.box(1, 20, 20, 40, 40, id: 2)),
            boxes(SmallRelease.box(1, 0, 0, 10, 5, id: 1), SmallRelease.box(2, 20, 20, 40, 39, id: 2)))
        try pair.sides.1.warehouse.materializeDiff(from: pair.sides.0, to: pair.sides.1)
        let shrunk =
            "SELECT sample, annotation_id, from_area, to_area FROM annotation_changes WHERE to_area <= from_area / 2"
        #expect(try pair.rows(shrunk) == ["'1.jpg'|1|100.0r|50.0r"])
        #expect(
            try pair.rows(
                "SELECT change, fields, matched_by, from_category, to_category FROM annotation_changes")
                == [
                    "'modified'|'[\"geometry\"]'|'id'|'car'|'car'",
                    "'modified'|'[\"category\",\"geometry\"]'|'id'|'car'|'bus'",
                ])
        #expect(
            try pair.rows("SELECT iou, center_shift, size_ratio, angle FROM changes WHERE annotation_id = 1")
                == ["0.5r|2.5r|0.5r|NULL"])
        #expect(
            try pair.rows("SELECT to_json ->> '$.category' FROM changes WHERE annotation_id = 2") == ["'bus'"]
        )
    }

    @Test func `a warehouse that is only read stays so, and its file as it was`() throws {
        let shelf = try Shelf(file: "w.db")
        try shelf.load(Documents.boxes("v1"))
        try shelf.load(Documents.boxes("v2", samples: 5))
        let path = shelf.folder("w.db")
        let names = { try shelf.folder.names().filter { !$0.hasSuffix("-shm") && !$0.hasSuffix("-wal") } }
        let before = try names()
        let warehouse = try Warehouse(path: path, access: .read)
        let sides = ["v1", "v2"].map { DiffSide(warehouse: warehouse, ref: "acme/flowers@\($0)") }
        try warehouse.materializeDiff(from: sides[0], to: sides[1])
        // Again, the other way round: the tables are made anew.
        let summary = try warehouse.materializeDiff(from: sides[1], to: sides[0])
        #expect(summary.samples.removed == 2)
        var count: [Value] = []
        try warehouse.query("SELECT count(*) FROM changes WHERE change = 'removed' AND level = 'sample'") {
            count = $0
        }
        #expect(count == [2])
        #expect(try warehouse.connection.first("PRAGMA query_only") { $0.int(0) } == 1)
        for sql in [
            "DELETE FROM changes", "INSERT INTO changes (level) VALUES (1)", "DROP TABLE changes",
            "CREATE TEMPORARY TABLE t (a)", "UPDATE annotation_changes SET frame = 1",
            "PRAGMA query_only = OFF",
            "PRAGMA temp_store = FILE", "DELETE FROM release",
        ] {
            let error = #expect(throws: WarehouseError.self, "\(sql)") { try warehouse.query(sql) { _ in } }
            #expect(error?.kind == .sql)
        }
        try warehouse.close()
        #expect(try names() == before)
        let again = try Warehouse(path: path, access: .read)
        #expect(throws: WarehouseError.self) { try again.query("SELECT * FROM changes") { _ in } }
    }

    @Test func `what fails leaves empty tables, and only what is asked for is filled`() throws {
        let pair = try Pair(boxes(SmallRelease.box(1)), boxes(SmallRelease.box(2)))
        let warehouse = pair.sides.1.warehouse
        try warehouse.materializeDiff(from: pair.sides.0, to: pair.sides.1, tables: [.annotationChanges])
        #expect(
            try pair.rows("SELECT (SELECT count(*) FROM changes), (SELECT count(*) FROM annotation_changes)")
                == ["0|1"])
        let error = #expect(throws: WarehouseError.self) {
            try warehouse.materializeDiff(
                from: DiffSide(warehouse: warehouse, ref: "none"), to: pair.sides.1)
        }
        #expect(error?.kind == .notFound)
        #expect(try pair.rows("SELECT count(*) FROM annotation_changes") == ["0"])
        #expect(DiffTable.named(in: "SELECT 1 FROM Annotation_Changes") == [.changes, .annotationChanges])
        #expect(DiffTable.named(in: "SELECT 1 FROM \"CHANGES\"") == [.changes])
        #expect(DiffTable.named(in: "SELECT 1").isEmpty)
    }

    @Test func `every column is described, once`() throws {
        let pair = try Pair(boxes(), boxes(SmallRelease.box(1)))
        try pair.sides.1.warehouse.materializeDiff(from: pair.sides.0, to: pair.sides.1)
        for table in DiffTable.allCases {
            let columns = table.layout.columns
            var names: [String] = []
            try pair.sides.1.warehouse.query(
                "SELECT * FROM \(table.rawValue)", columns: { names = $0.map(\.name) }
            ) { _ in }
            #expect(columns.map(\.name) == names && Set(names).count == names.count)
            #expect(columns.allSatisfy { !$0.description.isEmpty })
        }
    }
}
