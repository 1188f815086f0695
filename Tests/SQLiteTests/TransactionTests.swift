import SQLite
import Testing

@Suite struct TransactionTests {
    @Test(arguments: [Connection.TransactionKind.deferred, .immediate, .exclusive])
    func `a transaction commits and returns what its body returns`(kind: Connection.TransactionKind) throws {
        let connection = try memory("CREATE TABLE t (a)")
        let result = try connection.transaction(kind) {
            #expect(connection.isInTransaction)
            try connection.run("INSERT INTO t VALUES (1)")
            return "done"
        }
        #expect(result == "done")
        #expect(!connection.isInTransaction)
        #expect(try connection.value("SELECT count(*) FROM t") == 1)
    }

    @Test func `an error rolls back and comes through`() throws {
        let connection = try memory("CREATE TABLE t (a)")
        #expect(throws: CancellationError.self) {
            try connection.transaction {
                try connection.run("INSERT INTO t VALUES (1)")
                throw CancellationError()
            }
        }
        #expect(!connection.isInTransaction)
        #expect(try connection.value("SELECT count(*) FROM t") == 0)
    }

    @Test func `the first error is the one that is thrown when SQLite has rolled back itself`() throws {
        let connection = try memory("CREATE TABLE t (a UNIQUE); INSERT INTO t VALUES (1)")
        let error = try #require(throws: SQLiteError.self) {
            try connection.transaction {
                try connection.run("INSERT OR ROLLBACK INTO t VALUES (1)")
            }
        }
        #expect(error.extendedCode == 2067)
        #expect(!connection.isInTransaction)
        try connection.transaction {}
    }

    @Test func `a failing commit rolls back`() throws {
        let connection = try memory(
            """
            PRAGMA foreign_keys = ON;
            CREATE TABLE a (id INTEGER PRIMARY KEY);
            CREATE TABLE b (a_id REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED);
            """)
        let error = try #require(throws: SQLiteError.self) {
            try connection.transaction { try connection.run("INSERT INTO b VALUES (1)") }
        }
        #expect(error.extendedCode == 787)
        #expect(error.sql == "COMMIT")
        #expect(!connection.isInTransaction)
        #expect(try connection.value("SELECT count(*) FROM b") == 0)
    }

    @Test func `a transaction in a transaction is an error that leaves the outer one to decide`() throws {
        let connection = try memory("CREATE TABLE t (a)")
        try connection.transaction {
            try connection.run("INSERT INTO t VALUES (1)")
            #expect(throws: SQLiteError.self) { try connection.transaction {} }
            #expect(connection.isInTransaction)
        }
        #expect(try connection.value("SELECT count(*) FROM t") == 1)
    }

    @Test func `a savepoint undoes only what it did`() throws {
        let connection = try memory("CREATE TABLE t (a)")
        try connection.transaction {
            try connection.run("INSERT INTO t VALUES (1)")
            #expect(throws: CancellationError.self) {
                try connection.savepoint("odd \" name") {
                    try connection.run("INSERT INTO t VALUES (2)")
                    try connection.savepoint("odd \" name") { try connection.run("INSERT INTO t VALUES (3)") }
                    throw CancellationError()
                }
            }
            #expect(connection.isInTransaction)
            try connection.savepoint("b") { try connection.run("INSERT INTO t VALUES (4)") }
        }
        #expect(try connection.rows("SELECT a FROM t") == [[1], [4]])
    }

    @Test func `a savepoint alone is a transaction`() throws {
        let connection = try memory("CREATE TABLE t (a)")
        #expect(
            try connection.savepoint("a") {
                try connection.run("INSERT INTO t VALUES (1)")
                return connection.isInTransaction
            })
        #expect(!connection.isInTransaction)
        #expect(throws: CancellationError.self) {
            try connection.savepoint("a") {
                try connection.run("DELETE FROM t")
                throw CancellationError()
            }
        }
        #expect(!connection.isInTransaction)
        #expect(try connection.rows("SELECT a FROM t") == [[1]])
    }

    @Test func `rolling back is not interrupted by the handler that caused it`() throws {
        let connection = try memory("CREATE TABLE t (a)")
        for depth in [true, false] {
            let error = try #require(throws: SQLiteError.self) {
                try connection.transaction {
                    try connection.run("INSERT INTO t VALUES (1)")
                    connection.onProgress(every: 1) { true }
                    if depth {
                        try connection.savepoint("a") { try connection.run("INSERT INTO t VALUES (2)") }
                    } else {
                        try connection.run("INSERT INTO t VALUES (2)")
                    }
                }
            }
            #expect(error.isInterrupt)
            #expect(!connection.isInTransaction)
            #expect(throws: SQLiteError.self, "the handler is back") {
                try connection.rows("SELECT * FROM t")
            }
            connection.onProgress(every: 1, nil)
            #expect(try connection.rows("SELECT * FROM t").isEmpty)
        }
    }

    @Test func `rolling back is not refused by the authorizer`() throws {
        let connection = try memory("CREATE TABLE t (a)")
        let error = try #require(throws: SQLiteError.self) {
            try connection.transaction {
                try connection.run("INSERT INTO t VALUES (1)")
                connection.setAuthorizer { _ in .deny }
                try connection.run("INSERT INTO t VALUES (2)")
            }
        }
        #expect(error.isDenied)
        #expect(!connection.isInTransaction)
        #expect(throws: SQLiteError.self, "the authorizer is back") { try connection.rows("SELECT * FROM t") }
        connection.setAuthorizer(nil)
        #expect(try connection.rows("SELECT * FROM t").isEmpty)
    }

    @Test func `an interruption while an outer statement stands on a row still rolls back`() throws {
        let connection = try memory("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2), (3)")
        var rows = 0
        let error = try #require(throws: SQLiteError.self) {
            try connection.query("SELECT a FROM t") { _ in
                rows += 1
                let inner = #expect(throws: SQLiteError.self) {
                    try connection.transaction {
                        try connection.run("INSERT INTO t VALUES (4)")
                        connection.interrupt()
                        try connection.run("INSERT INTO t VALUES (5)")
                    }
                }
                #expect(inner?.isInterrupt == true)
                #expect(!connection.isInTransaction)
            }
        }
        #expect(error.code == .abort)
        #expect(rows == 1)
        #expect(try connection.rows("SELECT a FROM t") == [[1], [2], [3]])
    }
}
