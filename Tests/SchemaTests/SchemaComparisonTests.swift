import SQLite
import TestSupport
import Testing

@testable import Schema

/// Whether a file's schema is ours.
@Suite struct SchemaComparisonTests {
    private let connection: Connection

    init() throws {
        connection = try Connection(path: ":memory:")
        try Migrator(connection).migrate()
    }

    private func compare(_ change: String) throws -> SchemaComparison {
        try connection.execute(change)
        return try SchemaComparison(connection)
    }

    private func item(_ kind: SchemaComparison.Kind, _ name: String) -> SchemaComparison.Item {
        SchemaComparison.Item(kind: kind, name: name)
    }

    @Test func `the digest is that of the migrations`() throws {
        let digest = try SchemaComparison.digestOfMigrations()
        #expect(digest == SchemaComparison.newestDigest)
    }

    @Test(arguments: 1...Migration.all.count)
    func `a warehouse of any version is ours`(version: Int) throws {
        let connection = try Connection(path: ":memory:")
        try Migrator(connection, migrations: Array(Migration.all.prefix(version))).migrate()
        let comparison = try SchemaComparison(connection, version: version)
        #expect(comparison.isTrustworthy && comparison.added.isEmpty, "\(comparison)")
    }

    @Test(arguments: [
        "CREATE TABLE cat (id INTEGER PRIMARY KEY)", "CREATE VIEW cats AS SELECT 1 AS id",
        "CREATE INDEX annotation_by_category ON annotation (category_id)", "ANALYZE",
    ])
    func `what a team adds for its own queries does no harm`(addition: String) throws {
        let comparison = try compare(addition)
        #expect(comparison.isTrustworthy, "\(comparison)")
        #expect(throws: Never.self) { try Migrator(connection).check() }
    }

    @Test(arguments: [
        "DROP VIEW links", "DROP VIEW links; CREATE VIEW links AS SELECT 1 AS ref",
        "DROP VIEW links; CREATE VIEW LINKS AS SELECT 1 AS ref",
    ])
    func `a view of ours that is missing or in another wording is found`(change: String) throws {
        let comparison = try compare(change)
        #expect(comparison.otherViews.map(\.name) == ["links"])
        #expect(comparison.isTrustworthy && comparison.added.isEmpty, "\(comparison)")
    }

    @Test func `what is missing is found`() throws {
        let comparison = try compare("DROP INDEX sample_state_by_sample_id")
        #expect(comparison.missing == [item(.index, "sample_state_by_sample_id")])
        #expect(throws: SchemaError.changedSchema(comparison)) { try Migrator(connection).check() }
        #expect(throws: SchemaError.changedSchema(comparison)) { try Migrator(connection).migrate() }
    }

    @Test func `a table of ours with another column is found`() throws {
        #expect(try compare("ALTER TABLE release ADD COLUMN note TEXT").changed == [item(.table, "release")])
    }

    @Test func `a table in a view's place is found`() throws {
        #expect(try compare("DROP VIEW links; CREATE TABLE links (ref)").changed == [item(.view, "links")])
    }

    @Test func `a trigger is forbidden`() throws {
        let comparison = try compare(
            "CREATE TRIGGER t AFTER INSERT ON release BEGIN DELETE FROM release; END")
        #expect(comparison.forbidden == [item(.trigger, "t")] && !comparison.isTrustworthy)
    }

    @Test(arguments: ["CREATE VIRTUAL TABLE v USING fts4(x)", "create\nvirtual\ttable v using fts4(x)"])
    func `a virtual table is forbidden`(addition: String) throws {
        let comparison = try compare(addition)
        #expect(comparison.forbidden == [item(.virtualTable, "v")], "\(comparison)")
    }

    @Test func `names that only look alike are not ours`() throws {
        let comparison = try compare(
            "CREATE VIEW \"ünder\" AS SELECT 1; CREATE VIEW \"u\u{308}nder\" AS SELECT 2")
        #expect(comparison.added.count == 2 && comparison.isTrustworthy)
    }

    @Test func `a changed file of an older version is refused before it is migrated`() throws {
        let connection = try Connection(path: ":memory:")
        try Migrator(connection, migrations: Array(Migration.all.prefix(1))).migrate()
        try connection.execute("CREATE TRIGGER t AFTER UPDATE ON annotation BEGIN DELETE FROM release; END")
        #expect { try Migrator(connection).migrate() } throws: {
            guard case .changedSchema = $0 as? SchemaError else { return false }
            return true
        }
        #expect(try connection.userVersion == 1)
    }
}
