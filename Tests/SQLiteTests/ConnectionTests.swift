import Testing

@testable import SQLite

@Suite struct ConnectionTests {
    @Test func `a missing file is not created unless asked for`() throws {
        let scratch = try Scratch()
        for access in [Connection.Access.readOnly, .readWrite] {
            let error = try #require(throws: SQLiteError.self) { try scratch.connect(access: access) }
            #expect(error.isCannotOpen)
            #expect(error.doing == "opening \(scratch.path("test.db"))")
        }
        #expect(!scratch.exists("test.db"))
        try scratch.connect(access: .create).execute("CREATE TABLE t (a)")
        #expect(scratch.exists("test.db"))
    }

    @Test func `a read-only connection refuses to write`() throws {
        let scratch = try Scratch()
        try scratch.connect().execute("CREATE TABLE t (a)")
        let reader = try scratch.connect(access: .readOnly)
        let error = try #require(throws: SQLiteError.self) { try reader.run("INSERT INTO t VALUES (1)") }
        #expect(error.isReadOnly)
    }

    @Test func `an immutable file is read without files beside it`() throws {
        let scratch = try Scratch()
        let name = "odd %3f?name#ü .db"
        let writer = try scratch.connect(name)
        try writer.execute("PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (7)")
        try writer.close()
        let reader = try Connection(path: scratch.path(name), immutableURI: true)
        #expect(try reader.value("SELECT a FROM t") == 7)
        #expect(!scratch.exists("\(name)-shm"))
        #expect(throws: SQLiteError.self) { try reader.run("DELETE FROM t") }
    }

    @Test func `an empty path is a temporary database`() throws {
        let connection = try Connection(path: "")
        try connection.execute("CREATE TABLE t (a)")
        #expect(try connection.rows("SELECT * FROM t").isEmpty)
    }

    @Test func `a path with a NUL is refused`() throws {
        let error = try #require(throws: SQLiteError.self) { try Connection(path: "a\0b", access: .create) }
        #expect(error.misuse == .invalidPath)
    }

    @Test func `a file that is no database is found out at the first statement`() throws {
        let scratch = try Scratch()
        try scratch.write(Array("This is certainly no database file, whatever else it is.".utf8), to: "x.db")
        let connection = try scratch.connect("x.db")
        let error = try #require(throws: SQLiteError.self) { try connection.userVersion }
        #expect(error.isNotADatabase)
    }

    @Test func `everything fails politely after closing`() throws {
        let connection = try memory("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
        let statement = try connection.prepare("SELECT a FROM t WHERE a = ?")
        try connection.run("INSERT INTO t VALUES (2)")
        try connection.close()
        try connection.close()

        func expectClosed(_ use: () throws -> Void, line: Int = #line) throws {
            let error = try #require(throws: SQLiteError.self) { try use() }
            #expect(error.misuse == .closed, "line \(line)")
            #expect(error.code == .misuse)
        }
        try expectClosed { try connection.execute("SELECT 1") }
        try expectClosed { try connection.run("SELECT 1") }
        try expectClosed { _ = try connection.prepare("SELECT 1") }
        try expectClosed { try connection.withStatement("SELECT 1") { _ in } }
        try expectClosed { try connection.query("SELECT 1") { _ in } }
        try expectClosed { try connection.transaction {} }
        try expectClosed { try connection.checkpoint(truncate: true) }
        try expectClosed { try connection.configure([.foreignKeys: true]) }
        try expectClosed { try connection.createFunction("f", argumentCount: 0) { _ in nil } }
        try expectClosed { try connection.backup(to: memory()) }
        try expectClosed { try memory().backup(to: connection) }
        try expectClosed { _ = try connection.applicationID }
        try expectClosed { _ = try statement.step() }
        try expectClosed { try statement.run() }
        try expectClosed { try statement.bind([1]) }
        try expectClosed { try statement.bind(named: [:]) }

        statement.bind(1, at: 1)
        statement.bind("a", at: 1)
        statement.reset()
        statement.clearBindings()
        #expect(statement.columnCount == 0)
        #expect(statement.columnName(0) == "")
        #expect(statement.parameterCount == 0)
        #expect(statement.parameterName(at: 1) == nil)
        #expect(statement.parameterIndex(named: "a") == nil)
        #expect(statement.sql == "SELECT a FROM t WHERE a = ?")
        connection.interrupt()
        connection.onProgress(every: 1) { true }
        connection.setBusyTimeout(milliseconds: 1)
        connection.setBusyHandler { _ in true }
        connection.setAuthorizer { _ in .deny }
        #expect(!connection.isInTransaction)
        #expect(connection.changes == 0)
        #expect(connection.totalChanges == 0)
        #expect(connection.lastInsertedRowID == 0)
    }

    @Test func `closing rolls an open transaction back`() throws {
        let scratch = try Scratch()
        let writer = try scratch.connect()
        try writer.execute("CREATE TABLE t (a); BEGIN; INSERT INTO t VALUES (1)")
        try writer.close()
        #expect(try scratch.connect().rows("SELECT * FROM t").isEmpty)
    }

    @Test func `closing is refused while a row is being read`() throws {
        let connection = try memory("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2)")
        var read = 0
        try connection.query("SELECT a FROM t") { row in
            let error = try #require(throws: SQLiteError.self) { try connection.close() }
            #expect(error.misuse == .closedWhileInUse)
            read += Int(row.int64(at: 0))
        }
        #expect(read == 3)
        try connection.close()
    }

    @Test func `closing is refused from a callback`() throws {
        let connection = try memory()
        try connection.createFunction("shut", argumentCount: 0, deterministic: false) { _ in
            try connection.close()
            return nil
        }
        let error = try #require(throws: SQLiteError.self) { try connection.execute("SELECT shut()") }
        #expect(error.message == Misuse.closedWhileInUse.description)
        #expect(try connection.value("SELECT 1") == 1)
        try connection.removeFunction("shut", argumentCount: 0)
    }

    @Test func `a statement lent while its connection closes reports it`() throws {
        let connection = try memory()
        try connection.withStatement("SELECT ?") { statement in
            try connection.close()
            statement.bind(1, at: 1)
            let error = try #require(throws: SQLiteError.self) { try statement.step() }
            #expect(error.misuse == .closed)
        }
    }

    @Test func `a statement outlives the connection that made it`() throws {
        var progressCalls = 0
        let statement: Statement = try {
            let connection = try memory("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2), (3)")
            connection.onProgress(every: 1) {
                progressCalls += 1
                return false
            }
            return try connection.prepare("SELECT a FROM t")
        }()
        var sum: Int64 = 0
        while try statement.step() { sum += statement.row.int64(at: 0) }
        #expect(sum == 6)
        #expect(progressCalls > 0)
    }

    @Test func `changes count what the last statement changed itself`() throws {
        let connection = try memory(
            """
            CREATE TABLE t (id INTEGER PRIMARY KEY, a);
            CREATE TABLE log (a);
            CREATE TRIGGER t_log AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.a); END;
            """)
        #expect(try connection.run("INSERT INTO t (a) VALUES (1), (2), (3)") == 3)
        #expect(connection.changes == 3)
        #expect(connection.totalChanges == 6)
        #expect(connection.lastInsertedRowID == 3)
        #expect(try connection.run("SELECT 1") == 0)
        #expect(try connection.run("CREATE TABLE u (a)") == 0)
        #expect(try connection.run("UPDATE t SET a = 0 WHERE id > 100") == 0)
        #expect(try connection.run("DELETE FROM t WHERE id > ?", 1) == 2)
    }

    @Test func `the library tells its version`() {
        #expect(Connection.libraryVersion.hasPrefix("3."))
    }

    @Test func `a library that is too old is refused, with what is needed`() throws {
        try Connection.checkLibrary()
        try Connection.checkLibrary(version: 3_038_000)
        let error = #expect(throws: SQLiteError.self) {
            try Connection.checkLibrary(version: 3_037_002, name: "3.37.2")
        }
        #expect(error?.misuse == .oldLibrary("3.37.2"))
        #expect(
            error?.message
                == "SQLite 3.38 or newer is needed, and the library that is installed is SQLite 3.37.2")
    }

    @Test func `a checkpoint empties the write-ahead log`() throws {
        let scratch = try Scratch()
        let connection = try scratch.connect()
        try connection.execute("PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1)")
        try connection.checkpoint(truncate: false)
        #expect(try scratch.size(of: "test.db-wal") > 0)
        try connection.checkpoint(truncate: true)
        #expect(try scratch.size(of: "test.db-wal") == 0)
    }

    @Test func `a truncating checkpoint is busy while somebody reads`() throws {
        let scratch = try Scratch()
        let connection = try scratch.connect()
        try connection.execute("PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1)")
        let reader = try scratch.connect()
        try reader.transaction(.deferred) {
            #expect(try reader.value("SELECT a FROM t") == 1)
            try connection.run("INSERT INTO t VALUES (2)")
            let error = try #require(throws: SQLiteError.self) { try connection.checkpoint(truncate: true) }
            #expect(error.isBusy)
            try connection.checkpoint(truncate: false)
        }
    }

    @Test func `the header's numbers are kept in the file`() throws {
        let scratch = try Scratch()
        let connection = try scratch.connect()
        #expect(try connection.applicationID == 0)
        #expect(try connection.userVersion == 0)
        try connection.setApplicationID(0x7265_6C77)
        try connection.setUserVersion(-3)
        #expect(throws: CancellationError.self) {
            try connection.transaction {
                try connection.setUserVersion(4)
                throw CancellationError()
            }
        }
        let other = try scratch.connect(access: .readOnly)
        #expect(try other.applicationID == 0x7265_6C77)
        #expect(try other.userVersion == -3)
    }
}
