import SQLite
import Testing

@Suite struct AuthorizerTests {
    @Test func `the authorizer is told what a statement wants`() throws {
        let connection = try memory("CREATE TABLE t (a, b); CREATE VIEW v AS SELECT b FROM t")
        var requests: [AuthorizerRequest] = []
        connection.setAuthorizer { request in
            requests.append(request)
            return .allow
        }
        func actions(_ sql: String) throws -> [AuthorizerAction] {
            requests = []
            _ = try connection.prepare(sql)
            return requests.map(\.action)
        }
        #expect(
            try actions("SELECT upper(a) FROM t") == [
                .select, .function(name: "upper"), .read(table: "t", column: "a"),
            ])
        #expect(requests.last?.database == "main")
        #expect(requests.last?.origin == nil)
        #expect(try actions("UPDATE t SET b = 1") == [.update(table: "t", column: "b")])
        #expect(try actions("INSERT INTO t VALUES (1, 2)") == [.insert(table: "t")])
        #expect(try actions("DELETE FROM t") == [.delete(table: "t")])
        #expect(try actions("BEGIN") == [.transaction(operation: "BEGIN")])
        #expect(try actions("SAVEPOINT s") == [.savepoint(operation: "BEGIN", name: "s")])
        #expect(try actions("PRAGMA user_version = 3") == [.pragma(name: "user_version", argument: "3")])
        #expect(try actions("PRAGMA user_version").contains(.pragma(name: "user_version", argument: nil)))
        #expect(try actions("ATTACH ':memory:' AS x") == [.attach(file: ":memory:")])
        #expect(try actions("CREATE INDEX i ON t (a)").contains(.createIndex(name: "i", table: "t")))
        #expect(try actions("CREATE TEMP TABLE u (a)").contains(.createTemporaryTable(name: "u")))
        #expect(try actions("DROP VIEW v").contains(.dropView(name: "v")))
        #expect(try actions("DROP TABLE t").contains(.dropTable(name: "t")))
        #expect(try actions("ALTER TABLE t ADD COLUMN c").contains(.alterTable(database: "main", table: "t")))
        _ = try actions("SELECT * FROM v")
        #expect(requests.contains { $0.action == .read(table: "t", column: "b") && $0.origin == "v" })
    }

    @Test func `a denied action fails`() throws {
        let connection = try memory("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
        #expect(try connection.run("UPDATE t SET a = 2") == 1)
        connection.setAuthorizer { request in
            if case .update = request.action { .deny } else { .allow }
        }
        let error = try #require(throws: SQLiteError.self) { try connection.run("UPDATE t SET a = 2") }
        #expect(error.isDenied)
        #expect(try connection.value("SELECT a FROM t") == 2)
        connection.setAuthorizer(nil)
        #expect(try connection.run("UPDATE t SET a = 3") == 1)
    }

    @Test func `an ignored column reads as NULL`() throws {
        let connection = try memory("CREATE TABLE t (a, secret); INSERT INTO t VALUES (1, 2)")
        connection.setAuthorizer { request in
            request.action == .read(table: "t", column: "secret") ? .ignore : .allow
        }
        #expect(try connection.rows("SELECT * FROM t") == [[1, .null]])
    }
}
