import SQLite
import Testing

@Suite struct ErrorTests {
    @Test func `an error carries code, message, SQL and offset`() throws {
        let error = try #require(throws: SQLiteError.self) { try memory().run("SELECT 'ü', nmae") }
        #expect(error.code == .error)
        #expect(error.message == "no such column: nmae")
        #expect(error.sql == "SELECT 'ü', nmae")
        #expect(error.offset == 13)
        #expect(
            "\(error)" == "no such column: nmae [SQLITE_ERROR] at line 1, column 13 of: SELECT 'ü', nmae")
    }

    @Test func `an error in a script tells the place in the script`() throws {
        let script = "CREATE TABLE t (a);\nINSERT INTO t\n  VALUES (1, 2);\nSELECT 1"
        let error = try #require(throws: SQLiteError.self) { try memory().execute(script) }
        #expect(error.sql == script)
        #expect(error.offset == 20)
        #expect("\(error)".hasSuffix("at line 2, column 1 of: INSERT INTO t"))
        let later = try #require(throws: SQLiteError.self) { try memory().execute("SELECT 1;\n SELECT )") }
        #expect(later.offset == 18)
    }

    @Test func `a step that fails carries the extended code`() throws {
        let connection = try memory("CREATE TABLE t (a UNIQUE); INSERT INTO t VALUES (1)")
        let error = try #require(throws: SQLiteError.self) {
            try connection.run("INSERT INTO t VALUES (?)", 1)
        }
        #expect(error.isConstraint)
        #expect(error.extendedCode == 2067)
        #expect(error.message == "UNIQUE constraint failed: t.a")
        #expect(error.sql == "INSERT INTO t VALUES (?)")
        #expect(error.offset == nil)
        #expect(
            "\(error)"
                == "UNIQUE constraint failed: t.a [SQLITE_CONSTRAINT_UNIQUE] in: INSERT INTO t VALUES (?)")
    }

    @Test func `each layer puts its phrase before the cause`() {
        let error = SQLiteError(extendedCode: 13, message: "database or disk is full")
            .doing("writing samples").doing("importing a.json")
        #expect(error.doing == "importing a.json: writing samples")
        #expect("\(error)" == "importing a.json: writing samples: database or disk is full [SQLITE_FULL]")
        #expect(error.isFull)
    }

    @Test(arguments: [
        (5, "SQLITE_BUSY"), (517, "SQLITE_BUSY_SNAPSHOT"), (778, "SQLITE_IOERR_WRITE"),
        (787, "SQLITE_CONSTRAINT_FOREIGNKEY"), (3091, "SQLITE_CONSTRAINT_DATATYPE"),
        (8458, "SQLITE_IOERR_CORRUPTFS"), (1544, "SQLITE_READONLY_DIRECTORY"), (516, "SQLITE_ABORT_ROLLBACK"),
        (19 | 99 << 8, "SQLITE_CONSTRAINT (25363)"), (99, "SQLITE_99"),
    ])
    func `codes have the names of sqlite3.h`(code: Int32, name: String) {
        let error = SQLiteError(extendedCode: code, message: "m")
        #expect("\(error)" == "m [\(name)]")
        #expect("\(ResultCode(rawValue: code))" == name)
    }

    @Test(arguments: [-1, 0, 5, 6, 7, 500])
    func `any offset can be described`(offset: Int) {
        let error = SQLiteError(extendedCode: 1, message: "m", sql: "a\nü\nb", offset: offset)
        #expect("\(error)".hasPrefix("m [SQLITE_ERROR] at line "))
    }

    @Test func `long SQL is shortened where it is shown`() {
        let sql = "SELECT " + String(repeating: "1, ", count: 1_000)
        let error = SQLiteError(extendedCode: 1, message: "m", sql: sql)
        #expect("\(error)".count < 200)
        #expect("\(error)".hasSuffix("…"))
        #expect(error.sql == sql)
    }

    @Test func `the kinds ask for the primary code`() {
        func error(_ code: Int32) -> SQLiteError { SQLiteError(extendedCode: code, message: "") }
        #expect(error(261).isBusy && error(262).isLocked && error(267).isCorrupt && error(9).isInterrupt)
        #expect(error(13).isFull && error(26).isNotADatabase && error(520).isReadOnly)
        #expect(
            error(14).isCannotOpen && error(266).isIOError && error(7).isOutOfMemory && error(23).isDenied)
        #expect(!error(1).isBusy)
    }
}
