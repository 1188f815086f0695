import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// Queries by hand: they read, and nothing else.
@Suite struct QueryTests {
    private let shelf: Shelf

    init() throws {
        shelf = try Shelf(file: "w.db")
        try shelf.load(Documents.boxes("v1", samples: 5))
    }

    private func rows(
        _ sql: String, _ parameters: [QueryParameter] = [], _ options: QueryOptions = QueryOptions()
    ) throws -> [[Value]] {
        var rows: [[Value]] = []
        try shelf.warehouse.query(sql, parameters: parameters, options: options) { rows.append($0) }
        return rows
    }

    private func kind(of sql: String, _ parameters: [QueryParameter] = []) -> WarehouseError.Kind? {
        do {
            _ = try rows(sql, parameters)
            return nil
        } catch {
            return (error as? WarehouseError)?.kind
        }
    }

    @Test(arguments: [
        "INSERT INTO annotations(ref) VALUES ('x')", "INSERT INTO dataset(name) VALUES ('x')",
        "DELETE FROM samples", "DELETE FROM release", "UPDATE labels SET label_status = 'X'",
        "UPDATE label SET label_status = 'X'", "DROP VIEW annotations", "DROP TABLE annotation",
        "CREATE TABLE evil(x)", "CREATE TEMP TABLE evil(x)", "CREATE VIEW evil AS SELECT 1",
        "CREATE TRIGGER evil AFTER INSERT ON dataset BEGIN SELECT 1; END",
        "CREATE INDEX evil ON dataset(name)",
        "ALTER TABLE release RENAME TO r2", "ATTACH '/tmp/evil.db' AS x", "ATTACH ':memory:' AS x",
        "DETACH main", "PRAGMA writable_schema = 1", "PRAGMA journal_mode = DELETE",
        "PRAGMA user_version = 99",
        "PRAGMA query_only = 0", "PRAGMA foreign_keys = OFF", "PRAGMA wal_checkpoint", "PRAGMA optimize",
        "PRAGMA temp_store_directory = '/tmp'", "VACUUM", "VACUUM INTO '/tmp/evil.db'",
        "SELECT load_extension('/nowhere/evil.so')", "SELECT writefile('/tmp/evil', 'x')",
        "SELECT readfile('/etc/passwd')", "SELECT fts3_tokenizer('simple')", "SELECT 1; DELETE FROM samples",
        "SELECT 1;\nCREATE TABLE evil(x);",
        "WITH x AS (SELECT 1) INSERT INTO dataset(name) SELECT 'x' FROM x",
        "REINDEX", "ANALYZE", "DELETE FROM sqlite_master", "REPLACE INTO dataset(name) VALUES ('x')",
        "/* SELECT */ DROP TABLE IF EXISTS sample", "DELETE FROM release RETURNING 1", "BEGIN",
        "BEGIN IMMEDIATE",
        "COMMIT", "ROLLBACK", "SAVEPOINT x", "EXPLAIN DELETE FROM release; DELETE FROM release",
        "CREATE VIRTUAL TABLE evil USING fts5(x)", "SELECT * FROM pragma_user_version(99)",
        "SELECT * FROM pragma_journal_mode('delete')",
    ])
    func `what would change something is refused`(attack: String) throws {
        let dump = try Dump(shelf)
        let bytes = try shelf.folder.bytes(of: "w.db")
        #expect(kind(of: attack) == .sql)
        #expect(!shelf.connection.isInTransaction)
        #expect(try shelf.folder.bytes(of: "w.db") == bytes)
        #expect(try Dump(shelf) == dump)
        // The gate is open again for the warehouse itself.
        #expect(try shelf.load(Documents.boxes("v2")).status == .imported)
    }

    @Test(arguments: [
        "", ";", "-- nothing", "SELEC 1", "SELECT * FROM nowhere", "SELECT nothing FROM annotations",
        "SELECT nothing(1)", "SELECT 'abc", "SELECT \"no such column\"", "SELECT 1 2 3",
        "SELECT abs(-9223372036854775808)",
    ])
    func `what SQLite does not take is an error of the query`(sql: String) {
        #expect(kind(of: sql) == .sql)
    }

    @Test(arguments: [
        "SELECT 1;", " SELECT 1 -- one", "/* one */ SELECT 1", "VALUES (1)",
        "WITH x(n) AS (SELECT 1) SELECT n FROM x",
        "SELECT json_extract('[1]', '$[0]')", "SELECT value FROM json_each('[1]')",
        "SELECT count(*) FROM pragma_table_info('dataset') WHERE name = 'name'",
        "SELECT count(*) FROM releases",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT min(i) FROM n",
    ])
    func `what reads is allowed`(sql: String) throws {
        #expect(try rows(sql) == [[.integer(1)]])
    }

    @Test func `an error names the byte at fault`() {
        #expect {
            try rows("SELECT ref, nothing FROM releases")
        } throws: {
            guard let error = $0 as? WarehouseError else { return false }
            return error.kind == .sql && error.sqlOffset == 12
                && error.sql == "SELECT ref, nothing FROM releases"
        }
    }

    @Test func `values come as they are stored`() throws {
        #expect(
            try rows("SELECT 9007199254740993, 0.1, 'a', x'00ff', NULL") == [
                [.integer(9_007_199_254_740_993), .real(0.1), .text("a"), .blob([0, 255]), .null]
            ])
    }

    @Test func `parameters are named, and each is needed`() throws {
        let one = QueryParameter(name: "a", value: .integer(1))
        let two = QueryParameter(name: "b", value: .text("x"))
        #expect(try rows("SELECT :a, @b", [one, two]) == [[.integer(1), .text("x")]])
        #expect(kind(of: "SELECT :a", []) == .sql)
        #expect(kind(of: "SELECT 1", [one]) == .sql)
        #expect(kind(of: "SELECT :a", [one, two]) == .sql)
        #expect(kind(of: "SELECT ?", [one]) == .sql)
    }

    @Test func `rows are capped, and it is said`() throws {
        var count = 0
        let outcome = try shelf.warehouse.query(
            "SELECT 1 FROM samples", options: QueryOptions(maximumRows: 3)
        ) { _ in count += 1 }
        #expect(outcome == QueryOutcome(rows: 3, isTruncated: true) && count == 3)
        let all = try shelf.warehouse.query("SELECT 1 FROM samples", options: QueryOptions(maximumRows: 5)) {
            _ in
        }
        #expect(all == QueryOutcome(rows: 5, isTruncated: false))
        let none = try shelf.warehouse.query("SELECT 1 FROM samples", options: QueryOptions(maximumRows: 0)) {
            _ in
        }
        #expect(none == QueryOutcome(rows: 0, isTruncated: true))
    }

    private let endless =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

    @Test func `a query that takes too long is ended, and the next one runs`() throws {
        #expect {
            try rows(endless, [], QueryOptions(timeout: .milliseconds(50)))
        } throws: { ($0 as? WarehouseError)?.kind == .limit }
        #expect(try rows("SELECT 1") == [[.integer(1)]])
    }

    @Test func `a query can be cancelled`() throws {
        let cancellation = Cancellation()
        cancellation.cancel()
        #expect {
            try rows(endless, [], QueryOptions(timeout: nil, cancellation: cancellation))
        } throws: { ($0 as? WarehouseError)?.kind == .interrupted }
    }

    @Test func `columns are told before the first row, those of JSON among them`() throws {
        var columns: [QueryColumn] = []
        try shelf.warehouse.query(
            "SELECT ref, metadata, attributes AS attributes FROM samples WHERE 0", columns: { columns = $0 }
        ) { _ in }
        #expect(columns.map(\.name) == ["ref", "metadata", "attributes"])
        #expect(columns.map(\.isJSON) == [false, true, true])
    }

    @Test func `what the caller throws ends the query`() throws {
        struct Enough: Error {}
        #expect(throws: Enough.self) {
            try shelf.warehouse.query("SELECT 1 FROM samples") { _ in throw Enough() }
        }
        #expect(try shelf.warehouse.remove("v1").labels == 5)
    }

    @Test func `a warehouse opened for reading can be asked`() throws {
        let reader = try Warehouse(path: shelf.folder("w.db"), access: .read)
        var count = 0
        try reader.query("SELECT * FROM annotations") { _ in count += 1 }
        #expect(count == 5)
        #expect(throws: WarehouseError.self) { try reader.remove("v1") }
    }
}
