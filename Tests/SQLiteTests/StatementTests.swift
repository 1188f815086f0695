import SQLite
import Testing

@Suite struct StatementTests {
    @Test func `a script runs to its end and its rows are discarded`() throws {
        let connection = try memory()
        try connection.execute(
            """
            -- a comment; with a semicolon
            CREATE TABLE t (a); /* another; */ INSERT INTO t VALUES (1), (2);;
            SELECT * FROM t;
            CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; SELECT 2; END;
            INSERT INTO t VALUES (3) -- no semicolon
            """)
        #expect(try connection.value("SELECT count(*) FROM t") == 3)
    }

    @Test(arguments: ["", " \n\t", ";", "-- nothing", "/* nothing", "/* nothing */ ; -- more"])
    func `a script may be empty but a statement may not`(sql: String) throws {
        let connection = try memory()
        try connection.execute(sql)
        let error = try #require(throws: SQLiteError.self) { try connection.prepare(sql) }
        #expect(error.misuse == .emptySQL)
        #expect(throws: SQLiteError.self) { try connection.run(sql) }
    }

    @Test(arguments: [
        ("SELECT 1; SELECT 2", 10), ("SELECT 1;SELEKT", 9), ("SELECT 1; -- c\n x", 16),
        ("SELECT 1; /* c */ DROP TABLE t", 18), ("SELECT 1;\0", 9), ("SELECT 1 -- \0 SELECT 2", 12),
        ("SELECT 1; /* \0 */", 13),
    ])
    func `leftover SQL is an error`(sql: String, offset: Int) throws {
        let error = try #require(throws: SQLiteError.self) { try memory().prepare(sql) }
        #expect(error.misuse == .leftoverSQL)
        #expect(error.offset == offset)
        #expect(error.sql == sql)
    }

    @Test(arguments: ["SELECT 1;", " ; SELECT 1 ; ;", "SELECT 1 -- one", "/*/ */ SELECT 1; /* one **/"])
    func `comments and semicolons are not leftover`(sql: String) throws {
        #expect(try memory().value(sql) == 1)
    }

    @Test func `a NUL in a script is an error and not its end`() throws {
        let connection = try memory()
        let error = try #require(throws: SQLiteError.self) {
            try connection.execute("CREATE TABLE a (x);\0 CREATE TABLE b (x)")
        }
        #expect(error.misuse == .leftoverSQL)
        #expect(error.offset == 19)
    }

    @Test func `a parameter in a script is an error`() throws {
        let error = try #require(throws: SQLiteError.self) { try memory().execute("SELECT 1; SELECT ?") }
        #expect(error.misuse == .parameterInScript)
        #expect(error.offset == 10)
    }

    @Test func `a statement tells its shape`() throws {
        let connection = try memory("CREATE TABLE t (a)")
        let select = try connection.prepare(
            "SELECT a AS first, 2 AS \"größe\" FROM t WHERE a IN (?, :b, @c, $d)")
        #expect(select.columnCount == 2)
        #expect(select.columnName(0) == "first")
        #expect(select.columnName(1) == "größe")
        #expect(select.columnName(2) == "")
        #expect(select.parameterCount == 4)
        #expect((1...5).map { select.parameterName(at: $0) } == [nil, ":b", "@c", "$d", nil])
        #expect(
            ["b", ":b", "c", "$d", "@d", "e"].map { select.parameterIndex(named: $0) } == [
                2, 2, 3, 4, nil, nil,
            ])
        #expect(select.isReadOnly)
        #expect(!select.isExplain)
        #expect(try !connection.prepare("DELETE FROM t").isReadOnly)
        #expect(try connection.prepare("EXPLAIN QUERY PLAN SELECT 1").isExplain)
    }

    @Test func `a kept statement runs again with new bindings`() throws {
        let connection = try memory("CREATE TABLE t (a, b)")
        let insert = try connection.prepare("INSERT INTO t VALUES (?, ?), (?, 'second')")
        for number in 1...3 {
            insert.bind(number, at: 1)
            insert.bind("first", at: 2)
            insert.bind(number * 10, at: 3)
            try insert.run()
        }
        #expect(
            try connection.rows("SELECT * FROM t") == [
                [1, "first"], [10, "second"], [2, "first"], [20, "second"], [3, "first"], [30, "second"],
            ])
    }

    @Test func `the end of a statement is its beginning`() throws {
        let connection = try memory("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2)")
        let select = try connection.prepare("SELECT a + ? FROM t")
        for offset in [10, 20] as [Int64] {
            select.bind(offset, at: 1)
            #expect(try select.step())
            #expect(select.row.int64(at: 0) == offset + 1)
            #expect(try select.step())
            #expect(select.row.int64(at: 0) == offset + 2)
            #expect(try !select.step())
        }
        #expect(try select.step())
        select.reset()
        select.clearBindings()
        #expect(try select.step())
        #expect(select.row.value(at: 0) == .null)
    }

    @Test func `nested lending of the same SQL gives two statements`() throws {
        let connection = try memory("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2)")
        var pairs: [[Value]] = []
        try connection.query("SELECT a FROM t") { outer in
            let first = outer.value(at: 0)
            try connection.query("SELECT a FROM t") { inner in
                pairs.append([first, inner.value(at: 0)])
            }
        }
        #expect(pairs == [[1, 1], [1, 2], [2, 1], [2, 2]])
        try connection.withStatement("SELECT 1") { outer in
            try connection.withStatement("SELECT 1") { inner in #expect(outer !== inner) }
        }
    }

    @Test func `a lent statement comes back clean and is lent again`() throws {
        let connection = try memory()
        let sql = "SELECT ? UNION ALL SELECT 2"
        let first = try connection.withStatement(sql) { statement in
            statement.bind(1, at: 1)
            let hasRow = try statement.step()
            #expect(hasRow)
            return ObjectIdentifier(statement)
        }
        try connection.withStatement(sql) { statement in
            #expect(ObjectIdentifier(statement) == first)
            let hasRow = try statement.step()
            #expect(hasRow)
            #expect(statement.row.value(at: 0) == .null)
        }
    }

    @Test func `a statement that failed is not lent again`() throws {
        let connection = try memory("CREATE TABLE t (a NOT NULL)")
        var kept: [Statement] = []
        for _ in 0..<2 {
            #expect(throws: SQLiteError.self) {
                try connection.withStatement("INSERT INTO t VALUES (?)") { statement in
                    kept.append(statement)
                    try statement.run()
                }
            }
        }
        #expect(kept.count == 2)
        #expect(kept[0] !== kept[1])
    }

    @Test func `more statements than the cache holds still work`() throws {
        let connection = try memory()
        for _ in 0..<2 {
            for number in 0..<300 {
                #expect(try connection.value("SELECT \(number)") == .integer(Int64(number)))
            }
        }
    }

    @Test func `a cached statement follows a change of the schema`() throws {
        let connection = try memory("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
        #expect(try connection.rows("SELECT * FROM t") == [[1]])
        try connection.execute("ALTER TABLE t ADD COLUMN b DEFAULT 2")
        #expect(try connection.rows("SELECT * FROM t") == [[1, 2]])
    }

    @Test func `an error in the row closure ends the query`() throws {
        let connection = try memory("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2)")
        var count = 0
        #expect(throws: CancellationError.self) {
            try connection.query("SELECT a FROM t") { _ in
                count += 1
                throw CancellationError()
            }
        }
        #expect(count == 1)
        try connection.execute("DROP TABLE t")
    }

    @Test func `the first row is enough`() throws {
        let connection = try memory("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2)")
        #expect(try connection.first("SELECT a FROM t WHERE a > ?", 1) { $0.int64(at: 0) } == 2)
        #expect(try connection.first("SELECT a FROM t WHERE a > ?", 2) { $0.int64(at: 0) } == nil)
        let text: String?? = try connection.first("SELECT NULL") { $0.string(at: 0) }
        #expect(text == .some(nil))
    }
}
