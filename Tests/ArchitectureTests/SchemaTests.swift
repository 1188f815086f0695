import ReleaseFormat
import Schema
import TestSupport
import Testing
import Warehouse

/// What the scripts in `Migrations` promise.
@Suite struct SchemaTests {
    /// What has landed stays as it is: a change to the schema is another script, and another line here.
    private static let digests = [
        "0001_warehouse.sql": "e01aee1327d2e494adb396d3a9d923cb",
        "0002_views.sql": "04a4bd597e844dbb62441e59df438906",
        "0003_frame_rows.sql": "afdf7b596e61831ebea8c5f50342e870",
        "0004_exact_points.sql": "0848a393c713d0c8f25b6f00cf0b3770",
        "0005_whole_counts.sql": "30b604d9272e0ce55e98a335c23deda8",
    ]

    @Test func `a migration that has landed is never changed`() throws {
        let files = try Repository.names(in: "Migrations")
        #expect(files == Self.digests.keys.sorted())
        for file in files {
            let digest = try Repository.bytes(of: "Migrations/\(file)").withUnsafeBytes { Digest.of($0) }
            #expect(digest.hexadecimal == Self.digests[file], "\(file)")
        }
    }

    @Test func `the program takes the migrations that the files hold, in order`() throws {
        let files = try Repository.names(in: "Migrations")
        #expect(Migration.all.map(\.number) == Array(1...files.count))
        for (migration, file) in zip(Migration.all, files) {
            let number = String(migration.number)
            let padded = String(repeating: "0", count: 4 - number.count) + number
            #expect(file == "\(padded)_\(migration.name).sql")
        }
    }

    @Test func `each file of the migrations is embedded byte by byte`() throws {
        let files = try Repository.names(in: "Migrations")
        #expect(Migration.all.count == files.count)
        for (migration, file) in zip(Migration.all, files) {
            let bytes = try Repository.bytes(of: "Migrations/\(file)")
            #expect(Array(migration.script.utf8) == bytes, "\(file)")
        }
    }

    @Test func `every view and every column of a view is described`() throws {
        let warehouse = try Warehouse.temporary()
        let views = try Warehouse.viewsOfCurrentSchema()
        #expect(!views.isEmpty)
        for view in views {
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
