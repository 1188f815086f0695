import ReleaseFormat
import Schema
import TestSupport
import Testing
import Warehouse

/// What the scripts in `Migrations` and `Views` promise.
@Suite struct SchemaTests {
    /// What has landed stays as it is: a change to the tables is another script, and another line here. The second, fourth
    /// and fifth once made views, too: since the sixth, views are scripts of their own.
    private static let digests = [
        "0001_warehouse.sql": "e01aee1327d2e494adb396d3a9d923cb",
        "0002_views.sql": "97579a119162a6a3e572742bb41a5d84",
        "0003_frame_rows.sql": "afdf7b596e61831ebea8c5f50342e870",
        "0004_exact_points.sql": "3406ac09fe68a5c27af66a3611279e89",
        "0005_whole_counts.sql": "c7d1f93c0a2784f62be673d4629b9bf6",
        "0006_separate_views.sql": "e9f337030536e1c933f5d2fd686e80f6",
    ]

    @Test func `a migration that has landed is never changed`() throws {
        let files = try Repository.names(in: "Migrations")
        #expect(files == Self.digests.keys.sorted())
        for file in files {
            let digest = try Repository.bytes(of: "Migrations/\(file)").withUnsafeBytes { Digest.of($0) }
            #expect(digest.hexadecimal == Self.digests[file], "\(file)")
        }
    }

    @Test func `the program has the migrations of the files, in order and byte by byte`() throws {
        let files = try Repository.names(in: "Migrations")
        #expect(Migration.all.map(\.number) == Array(1...files.count))
        for (migration, file) in zip(Migration.all, files) {
            let number = String(migration.number)
            let padded = String(repeating: "0", count: 4 - number.count) + number
            #expect(file == "\(padded)_\(migration.name).sql")
            #expect(
                Array(migration.script.utf8) == (try Repository.bytes(of: "Migrations/\(file)")), "\(file)")
        }
    }

    @Test func `the program has the views of the files`() throws {
        let files = try Repository.names(in: "Views")
        #expect(View.all.map { "\($0.name).sql" }.sorted() == files)
    }

    @Test(arguments: View.all)
    func `a view's script is comments of the known form and one SELECT`(view: View) throws {
        let lines = try Repository.text(of: "Views/\(view.name).sql").split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0].hasPrefix("-- One row per ") && lines.last == "")
        #expect(lines[lines[1].hasPrefix("-- ids: ") ? 2 : 1] == "SELECT")
        #expect(lines.contains("FROM release AS r") && !lines.contains { $0.contains(";\n") })
    }

    @Test func `every view and every column of a view is described`() throws {
        let warehouse = try Warehouse.temporary()
        #expect(!Warehouse.views.isEmpty)
        for view in Warehouse.views {
            var columns: [String] = []
            try warehouse.query(
                "SELECT * FROM \(view.name) LIMIT 0", columns: { columns = $0.map(\.name) }, row: { _ in })
            #expect(view.columns.map(\.name) == columns, "\(view.name)")
            #expect(columns.prefix(3) == ["ref", "dataset", "release"], "\(view.name)")
            #expect(!view.summary.isEmpty, "\(view.name)")
            for column in view.columns { #expect(!column.description.isEmpty, "\(view.name).\(column.name)") }
        }
    }
}
