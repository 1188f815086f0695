import SQLite
import TestSupport
import Testing

@testable import Schema

/// What the migrator makes of a file, situation by situation.
@Suite struct MigratorTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    @Test func `no migration: an empty file is left empty`() throws {
        let connection = try folder.connect()
        #expect(try Migrator(connection, migrations: []).migrate() == 0)
        #expect(try Migrator(connection).state() == .empty)
        #expect(try connection.schema().isEmpty)
    }

    @Test func `one migration: the file is a warehouse of version 1`() throws {
        let connection = try folder.connect()
        let first = Array(Migration.all.prefix(1))
        #expect(try Migrator(connection, migrations: first).migrate() == 0)
        #expect(try Migrator(connection).state() == .warehouse(version: 1))
        #expect(try connection.lines("SELECT name FROM sqlite_schema WHERE type = 'view'").isEmpty)
    }

    @Test func `some are missing: the rest is taken, and the version before is reported`() throws {
        let connection = try folder.connect()
        try Migrator(connection, migrations: Array(Migration.all.prefix(1))).migrate()
        #expect(try Migrator(connection).migrate() == 1)
        #expect(try Migrator(connection).state() == .warehouse(version: Migrator.newestVersion))
    }

    @Test func `none is missing: nothing is written`() throws {
        let connection = try folder.connect()
        try Migrator(connection).migrate()
        let version = try connection.lines("PRAGMA schema_version")
        #expect(try Migrator(connection).migrate() == Migrator.newestVersion)
        #expect(try connection.lines("PRAGMA schema_version") == version)
        #expect(throws: Never.self) { try Migrator(connection).check() }
    }

    @Test(arguments: 0..<Migration.all.count)
    func `a file migrated step by step has the schema of a fresh one`(steps: Int) throws {
        let fresh = try folder.connect("fresh.db")
        try Migrator(fresh).migrate()
        let migrated = try folder.connect("migrated.db")
        for count in steps...Migration.all.count {
            try Migrator(migrated, migrations: Array(Migration.all.prefix(count))).migrate()
        }
        #expect(try migrated.schema() == fresh.schema())
    }

    // MARK: Views

    private static let otherViews = """
        DROP VIEW labels; CREATE VIEW labels AS SELECT 'x' AS ref;
        DROP VIEW links;
        DROP VIEW tracks; CREATE VIEW Tracks AS SELECT 'x' AS ref;
        CREATE VIEW mine AS SELECT ref FROM labels
        """

    @Test func `views of another program are replaced, and a team's own are left alone`() throws {
        let fresh = try folder.connect("fresh.db")
        try Migrator(fresh).migrate()
        let connection = try folder.connect()
        try Migrator(connection).migrate()
        try connection.execute(Self.otherViews)
        #expect(try Migrator(connection).check().map(\.name) == ["labels", "tracks", "links"])
        #expect(try Migrator(connection).migrate() == Migrator.newestVersion)
        #expect(try Migrator(connection).check().isEmpty)
        let mine = "view|mine|mine|CREATE VIEW mine AS SELECT ref FROM labels"
        #expect(try connection.schema().filter { $0 != mine } == fresh.schema())
        #expect(try connection.schema().contains(mine))
    }

    @Test func `who only reads has views of its own, and the file stays as it is`() throws {
        let writer = try folder.connect()
        try Migrator(writer).migrate()
        try writer.execute(Self.otherViews)
        try writer.close()
        let before = try folder.bytes(of: "w.db")
        let reader = try folder.connect(access: .readOnly)
        let migrator = Migrator(reader)
        #expect(try !migrator.check().isEmpty)
        try migrator.overlay()
        #expect(try reader.lines("SELECT ref FROM labels").isEmpty)
        #expect(try reader.lines("SELECT from_id FROM links").isEmpty)
        for view in ["main.labels", "mine"] {
            #expect(throws: SQLiteError.self) { try reader.lines("SELECT count(*) FROM \(view)") }
        }
        try reader.close()
        #expect(try folder.bytes(of: "w.db") == before)
    }

    @Test func `a table under the name of a view is refused and kept`() throws {
        for sql in [
            "CREATE TABLE links (id INTEGER PRIMARY KEY)", "CREATE TABLE LINKS (id INTEGER PRIMARY KEY)",
        ] {
            let connection = try Connection(path: ":memory:")
            try Migrator(connection).migrate()
            try connection.execute("DROP VIEW links; \(sql)")
            #expect { try Migrator(connection).migrate() } throws: {
                guard case .changedSchema = $0 as? SchemaError else { return false }
                return true
            }
            #expect(try connection.lines("SELECT count(*) FROM links") == ["0"])
        }
    }

    @Test func `a foreign file is refused and left as it is`() throws {
        let connection = try folder.connect()
        try connection.execute("CREATE TABLE cat (id INTEGER PRIMARY KEY); PRAGMA user_version = 7")
        let before = try folder.bytes(of: "w.db")
        #expect(try Migrator(connection).state() == .foreign)
        #expect(throws: SchemaError.foreignFile) { try Migrator(connection).migrate() }
        #expect(throws: SchemaError.foreignFile) { try Migrator(connection).check() }
        #expect(try folder.bytes(of: "w.db") == before)
    }

    @Test func `an empty file with the id of another application is foreign`() throws {
        let connection = try folder.connect()
        try connection.setApplicationID(0x6361_7473)
        #expect(throws: SchemaError.foreignFile) { try Migrator(connection).migrate() }
    }

    @Test func `a newer file is refused and left as it is`() throws {
        let connection = try folder.connect()
        try Migrator(connection).migrate()
        let newest = Migrator.newestVersion
        try connection.setUserVersion(Int32(newest + 1))
        let before = try folder.bytes(of: "w.db")
        let error = SchemaError.newerFile(version: newest + 1, newest: newest)
        #expect(throws: error) { try Migrator(connection).migrate() }
        #expect(throws: error) { try Migrator(connection).check() }
        #expect(try folder.bytes(of: "w.db") == before)
    }

    @Test func `an older file opened for reading is told from a current one`() throws {
        try Migrator(folder.connect(), migrations: Array(Migration.all.prefix(1))).migrate()
        let reader = try folder.connect(access: .readOnly)
        #expect(throws: SchemaError.olderFile(version: 1, newest: Migrator.newestVersion)) {
            try Migrator(reader).check()
        }
    }

    @Test func `an empty file opened for reading is told from a warehouse`() throws {
        try folder.write("", to: "w.db")
        let reader = try folder.connect(access: .readOnly)
        #expect(throws: SchemaError.emptyFile) { try Migrator(reader).check() }
    }

    @Test func `a file that is no database is said to be none`() throws {
        try folder.write(String(repeating: "garbage ", count: 200), to: "w.db")
        let connection = try folder.connect()
        #expect { try Migrator(connection).migrate() } throws: {
            ($0 as? SQLiteError)?.isNotADatabase == true
        }
    }

    @Test func `a script that fails leaves the file as it was, and says which it was`() throws {
        let connection = try folder.connect()
        try Migrator(connection, migrations: Array(Migration.all.prefix(1))).migrate()
        let before = try connection.schema()
        connection.setAuthorizer { request in
            if case .update(table: "release_labelset", _) = request.action { .deny } else { .allow }
        }
        #expect { try Migrator(connection).migrate() } throws: {
            "\($0)".contains("taking migration 3, frame_rows")
        }
        connection.setAuthorizer(nil)
        #expect(!connection.isInTransaction)
        #expect(try connection.schema() == before)
        #expect(try Migrator(connection).state() == .warehouse(version: 1))
        #expect(try Migrator(connection).migrate() == 1)
    }
}
