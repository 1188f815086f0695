import ReleaseFormat
import SQLite
import TestSupport
import Testing

@testable import Warehouse

/// A sound warehouse has no findings; whatever is damaged is named.
@Suite struct CheckTests {
    let seed = SeededRandom.chosenSeed

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `what was imported, replaced and removed is sound`(taskType: String) throws {
        for round in 0..<4 as Range<UInt64> {
            let note = "RELWH_SEED=\(seed), round \(round)"
            let shelf = try Shelf()
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: 0.1)
            var mutator = ReleaseMutator(seed: seed &+ round, oddity: 0.1)
            var document = generator.release(of: taskType, samples: 5).named("r0")
            try shelf.load(document)
            for index in 1...4 {
                document = mutator.successor(of: document, named: index == 3 ? "r2" : "r\(index)")
                try shelf.load(document, ImportOptions(replace: index == 3))
            }
            #expect(try shelf.warehouse.check().findings == [], "\(note)")
            _ = try shelf.warehouse.remove("r1")
            let report = try shelf.warehouse.check(quick: true)
            #expect(report.isSound && report.findings.isEmpty, "\(note)")
            #expect(report.parts.map(\.subject) == [.file, .schema, .references, .releases])
            #expect(try shelf.warehouse.check().parts.map(\.subject) == CheckReport.Subject.allCases)
            #expect(report.parts.last?.count == 3)
        }
    }

    @Test func `every fixture is sound`() throws {
        let warehouse = try Warehouse.temporary()
        for path in Fixtures.releases { _ = try warehouse.importRelease(from: .file(path)) }
        #expect(try warehouse.check().findings == [])
    }

    @Test func `an empty warehouse is sound`() throws {
        #expect(try Warehouse.temporary().check().isSound)
    }

    /// A damage, and the findings that it must lead to, among others.
    static let damages: [(sql: String, findings: [String])] = [
        ("UPDATE release SET samples = 9 WHERE id = 1", ["release.samples v1 9 4"]),
        ("UPDATE release SET labels = 2 WHERE id = 1", ["release.labels v1 2 3"]),
        ("UPDATE release SET annotations = 0 WHERE id = 2", ["release.annotations v2 0 14"]),
        (
            "UPDATE release_labelset SET labels = 5, null_labels = 5, frames = 5, annotations = 5 WHERE release_id = 1",
            [
                "release_labelset.labels v1 ground-truth 5 3",
                "release_labelset.null_labels v1 ground-truth 5 1",
                "release_labelset.frames v1 ground-truth 5 3",
                "release_labelset.annotations v1 ground-truth 5 9",
            ]
        ),
        (
            "DELETE FROM release_labelset WHERE release_id = 3 AND labelset_id = 2",
            ["release_labelset.labels v3 detector-7 - 1", "release_labelset.null_labels v3 detector-7 - 4"]
        ),
        (
            "UPDATE release_status SET label_status = 'label' || '_status' WHERE release_id = 1 AND label_status = 'REVIEWED'",
            [
                "release_status.labels v1 ground-truth REVIEWED - 1",
                "release_status.labels v1 ground-truth label_status 1 -",
            ]
        ),
        (
            "UPDATE release_type SET annotations = annotations + 1 WHERE release_id = 2 AND labelset_id = 2",
            ["release_type.annotations v2 detector-7 bbox 3 2"]
        ),
        (
            "UPDATE release_category SET samples = 7 WHERE release_id = 3 AND labelset_id = 1 AND category_id = 6",
            ["release_category.samples v3 ground-truth 6 7 1"]
        ),
        (
            "INSERT INTO release_category VALUES (3, 1, 5, 2, 1)",
            [
                "release_category.annotations v3 ground-truth 5 2 -",
                "release_category.samples v3 ground-truth 5 1 -",
            ]
        ),
        ("UPDATE label SET annotations = 8 WHERE id = 1", ["label.annotations 1 v1 ground-truth 8 4"]),
        ("UPDATE label SET frames = 3 WHERE id = 1", ["label.frames 1 v1 ground-truth 3 1"]),
        (
            #"UPDATE label SET category_counts = '{"77":4}' WHERE id = 1"#,
            [#"label.category_counts 1 v1 ground-truth '{"77":4}' '{"1""#]
        ),
        (
            #"UPDATE label SET type_counts = '[]' WHERE id = 1"#,
            ["label.type_counts 1 v1 ground-truth '[]' '{"]
        ),
        (
            #"UPDATE label SET category_counts = '{"1":' WHERE id = 1"#,
            [#"label.category_counts 1 v1 ground-truth '{"1":' '{"1""#]
        ),
        ("DELETE FROM annotation WHERE id = 2", ["label.annotations 1 v1 ground-truth 4 3"]),
        ("DELETE FROM labelset WHERE id = 2", ["state_label.labelset_id 'labelset' -"]),
        ("UPDATE release SET taxonomy_id = 99 WHERE id = 1", ["release.taxonomy_id 1 'taxonomy' -"]),
        ("UPDATE release SET name = 'w1' WHERE id = 1", ["release.ref 1 v1 'acme/street-scenes@v1' "]),
        ("UPDATE release SET header = '[' WHERE id = 2", ["release.- v2 "]),
        ("UPDATE release SET digest = zeroblob(16) WHERE id = 2", ["release.digest v2 '0000"]),
        (
            "UPDATE category SET name = 'cat' WHERE taxonomy_id = 1 AND position = 0",
            ["category.name v1 0 'cat' "]
        ),
        (
            "UPDATE release_sample SET position = 9 WHERE release_id = 2 AND position = 3",
            ["release_sample.position v2 9 3"]
        ),
        ("UPDATE annotation SET x_min = x_min + 1 WHERE id = 1", ["label.digest 1 v1 ground-truth '"]),
        (
            "UPDATE annotation SET attributes = 999 WHERE id = 3",
            ["annotation.attributes 3 'attribute_set' -"]
        ),
        ("UPDATE annotation SET extra = '{' WHERE id = 3", ["label.- 1 v1 ground-truth 'expected "]),
        ("INSERT INTO cuboid (id) VALUES (1)", ["cuboid.- 1 v1 ground-truth 'a row' -"]),
        (
            "UPDATE label SET first_frame_id = 1 WHERE id = 2",
            ["label.first_frame_id 2 v1 ground-truth 1 '2 or more'"]
        ),
        (
            "UPDATE frame SET first_annotation_id = 1 WHERE id = 2",
            ["frame.first_annotation_id 2 1 '5 or more'"]
        ),
        ("UPDATE frame SET frame = 4 WHERE id = 1", ["frame.frame 1 v1 ground-truth 4 0"]),
        ("UPDATE sample SET uuid = uuid || 'x' WHERE id = 1", ["sample_version.digest 1 v1 '"]),
        ("UPDATE sample_version SET metadata = '{' WHERE id = 1", ["sample_version.- 1 v1 'expected "]),
        ("UPDATE sample_state SET digest = zeroblob(16) WHERE id = 1", ["sample_state.digest 1 v1 '0000"]),
        (
            "UPDATE sample_state SET sample_version_id = 2 WHERE id = 1",
            ["sample_state.sample_version_id 2 ", "sample_state.digest 1 v1 '"]
        ),
        ("DELETE FROM content_key", ["content_key.key 0 1"]),
    ]

    @Test(arguments: damages.indices)
    func `a damage is named with its place, what is stored and what was found`(index: Int) throws {
        let (sql, expected) = Self.damages[index]
        let shelf = try Shelf()
        for version in 1...3 {
            _ = try shelf.warehouse.importRelease(
                from: .file(Fixtures.path("releases/street-scenes-v\(version).json")))
        }
        try shelf.connection.execute("PRAGMA foreign_keys = OFF")
        #expect(try shelf.connection.run(sql) > 0)
        let report = try shelf.warehouse.check()
        #expect(!report.isSound)
        let found = report.findings.map(Self.line)
        for line in expected {
            #expect(
                found.contains { $0.hasPrefix(line) }, "\(sql)\n\(line)\n\(found.joined(separator: "\n"))")
        }
        #expect(report.parts.reduce(0) { $0 + $1.findings } == report.findings.count)
    }

    private static func line(_ finding: CheckFinding) -> String {
        func text(_ value: Value) -> String { value == .null ? "-" : value.line }
        let place = finding.place
        let release = place.ref.map { String($0.drop { $0 != "@" }.dropFirst()) }
        return [
            "\(place.table ?? "-").\(place.column ?? "-")", place.row.map { "\($0)" }, release,
            place.labelset,
            place.key, text(finding.stored), text(finding.found),
        ].compactMap { $0 }.joined(separator: " ")
    }

    @Test func `a label's place is a sample and a release that has it`() throws {
        let shelf = try Shelf()
        try shelf.load(Documents.boxes("v1", samples: 2))
        try shelf.load(Documents.boxes("v2", samples: 3))
        try shelf.connection.run("UPDATE label SET annotations = 5 WHERE id = 3")
        let finding = try #require(try shelf.warehouse.check().findings.first)
        #expect(finding.place.ref == "acme/flowers@v2" && finding.place.sampleUUID == "u2")
        #expect(finding.stored == .integer(5) && finding.found == .integer(1) && finding.subject == .labels)
    }

    @Test func `findings are counted beyond those that are told`() throws {
        let shelf = try Shelf()
        try shelf.load(Documents.boxes("v1", samples: 1200))
        try shelf.connection.run("UPDATE label SET annotations = 5")
        let report = try shelf.warehouse.check()
        #expect(report.parts[3].findings == 1200)
        #expect(report.findings.filter { $0.subject == .labels }.count == CheckReport.mostFindings)
    }

    @Test func `a schema that was changed by hand is named`() throws {
        let changes = [
            "DROP INDEX sample_state_by_sample_id": "index sample_state_by_sample_id",
            "DROP VIEW labels": "view labels",
            "DROP VIEW labels; CREATE VIEW labels AS SELECT 1 AS ref": "view labels",
            "CREATE TRIGGER t AFTER INSERT ON label BEGIN DELETE FROM sample; END": "trigger t",
            "ALTER TABLE link ADD COLUMN more TEXT": "table link",
        ]
        for (sql, name) in changes {
            let shelf = try Shelf()
            try shelf.load(Documents.boxes("v1", samples: 3))
            try shelf.connection.execute(sql)
            for isQuick in [false, true] {
                let report = try shelf.warehouse.check(quick: isQuick)
                #expect(report.findings.map(\.place.key) == [name], "\(sql): \(report.findings)")
                #expect(report.findings.first?.subject == .schema)
            }
        }
        let shelf = try Shelf()
        try shelf.load(Documents.boxes("v1", samples: 3))
        try shelf.connection.execute("ANALYZE")
        #expect(try shelf.warehouse.check().isSound)
    }

    @Test func `point labels that are damaged are told, whatever number they pretend to be`() throws {
        let shelf = try Shelf()
        _ = try shelf.warehouse.importRelease(
            from: .file(Fixtures.path("releases/pointcloud-segmentation.json")))
        try shelf.connection.execute("UPDATE point_label SET runs = x'02FFFFFFFFFFFFFF7F'")
        let finding = try #require(try shelf.warehouse.check().findings.first)
        #expect(finding.place.table == "point_label" && finding.place.sampleUUID != nil)
    }

    @Test func `a damaged page is a finding, not an error`() throws {
        let shelf = try Shelf(file: "w.db")
        try shelf.load(Documents.boxes("v1", samples: 500))
        let root = try #require(
            try shelf.connection.first(
                "SELECT rootpage FROM sqlite_schema WHERE name = 'sample_state_by_sample_id'"
            ) { Int($0.int64(at: 0)) })
        try shelf.warehouse.close()
        var bytes = try FileContent.bytes(of: shelf.folder("w.db"))
        for index in 0..<16384 { bytes[(root - 1) * 16384 + index] = 0x5A }
        try shelf.folder.write(bytes, to: "w.db")
        let report = try Warehouse(path: shelf.folder("w.db"), access: .read).check()
        #expect(report.parts[0].findings > 0 && report.parts.count == 6)
        #expect(report.findings.contains { $0.subject == .file && $0.place.table == nil })
    }

    @Test func `a check can be cancelled, and changes nothing`() throws {
        let shelf = try Shelf()
        try shelf.load(Documents.boxes("v1", samples: 500))
        let dump = try Dump(shelf)
        let cancellation = Cancellation()
        cancellation.cancel()
        #expect { try shelf.warehouse.check(cancellation: cancellation) } throws: {
            ($0 as? WarehouseError)?.kind == .interrupted
        }
        #expect(try shelf.warehouse.check().isSound)
        #expect(try Dump(shelf) == dump)
    }
}
