import SQLite
import TestSupport
import Testing

@testable import Schema

/// What the scripts say.
@Suite struct SchemaTests {
    private let connection: Connection

    init() throws {
        connection = try Connection(path: ":memory:")
        try Migrator(connection).migrate()
    }

    @Test func `the scripts are numbered in order`() {
        #expect(Migration.all.map(\.number) == Array(1...Migration.all.count))
        #expect(Set(Migration.all.map(\.name)).count == Migration.all.count)
    }

    @Test func `a fresh warehouse is sound`() throws {
        #expect(try connection.lines("PRAGMA integrity_check") == ["ok"])
        #expect(try connection.lines("PRAGMA foreign_key_check").isEmpty)
    }

    @Test func `every table is strict`() throws {
        let loose = try connection.lines(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict")
        #expect(loose.filter { !$0.hasPrefix("sqlite_") }.isEmpty)
    }

    @Test func `tables have singular names, views plural ones`() throws {
        let tables = try connection.lines("SELECT name FROM sqlite_schema WHERE type = 'table'")
        let views = try connection.lines("SELECT name FROM sqlite_schema WHERE type = 'view'")
        #expect(tables.filter { $0.hasSuffix("s") && !$0.hasSuffix("status") }.isEmpty)
        #expect(views.filter { !$0.hasSuffix("s") }.isEmpty)
    }

    @Test(arguments: [
        "releases", "labelsets", "categories", "attribute_definitions", "samples", "labels", "frames",
        "annotations", "tracks", "links",
    ])
    func `every view of the contract begins with the release, and each of its columns is explained`(
        view: String
    ) throws {
        let columns = try connection.lines("SELECT name FROM pragma_table_info('\(view)')")
        #expect(columns.prefix(3) == ["ref", "dataset", "release"])
        let sql = try connection.lines("SELECT sql FROM sqlite_schema WHERE name = '\(view)'").joined()
        for column in columns {
            let definition = sql.split(separator: "\n").first {
                $0.contains(" AS \(column), -- ") || $0.contains(" AS \(column) -- ")
            }
            #expect(definition != nil, "\(view).\(column) has no description")
        }
    }
}
