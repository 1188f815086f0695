import SQLite
import Testing

/// After a failure the database equals what it was, and the next attempt works.
@Suite struct FaultTests {
    /// A database worth damaging, and the work that will fail.
    private func prepared(_ connection: Connection) throws {
        try connection.execute(
            """
            PRAGMA page_size = 512;
            CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL) STRICT;
            CREATE INDEX t_by_a ON t (a);
            INSERT INTO t (a) VALUES ('one'), ('two');
            """)
    }

    private func work(_ connection: Connection) throws {
        try connection.transaction {
            try connection.run("CREATE TABLE u (b)")
            for number in 0..<40 {
                try connection.run(
                    "INSERT INTO t (a) VALUES (? || hex(zeroblob(100)))", .integer(Int64(number)))
            }
            try connection.run("INSERT INTO u SELECT a FROM t")
            try connection.run("DELETE FROM t WHERE id = 1")
        }
    }

    @Test(arguments: 4...40)
    func `a full disk leaves the database as before`(pages: Int) throws {
        let scratch = try Scratch()
        let connection = try scratch.connect()
        try prepared(connection)
        let before = try connection.dump()
        try connection.execute("PRAGMA max_page_count = \(pages)")
        let error = try #require(throws: SQLiteError.self) { try work(connection) }
        #expect(error.isFull)
        #expect(error.sql?.hasPrefix("INSERT") == true || error.sql?.hasPrefix("CREATE") == true)
        #expect(!connection.isInTransaction)
        #expect(try connection.dump() == before)
        #expect(try connection.value("PRAGMA integrity_check") == "ok")
        try connection.execute("PRAGMA max_page_count = 1000")
        try work(connection)
        #expect(try connection.value("SELECT count(*) FROM u") == 42)
    }

    @Test func `an interruption after any number of steps leaves the database as before`() throws {
        let connection = try memory()
        try prepared(connection)
        let before = try connection.dump()
        var limit = 1
        var interruptions = 0
        while true {
            var steps = 0
            connection.onProgress(every: 1) {
                steps += 1
                return steps >= limit
            }
            do {
                try work(connection)
                break
            } catch let error as SQLiteError {
                #expect(error.isInterrupt)
            }
            connection.onProgress(every: 1, nil)
            #expect(!connection.isInTransaction)
            #expect(try connection.dump() == before)
            interruptions += 1
            limit += 1
        }
        connection.onProgress(every: 1, nil)
        #expect(interruptions > 20)
        #expect(try connection.value("SELECT count(*) FROM u") == 42)
        #expect(try connection.value("PRAGMA integrity_check") == "ok")
    }

    @Test func `a refusal of any action leaves the database as before`() throws {
        let connection = try memory()
        try prepared(connection)
        let before = try connection.dump()
        var limit = 0
        while true {
            var actions = 0
            connection.setAuthorizer { _ in
                actions += 1
                return actions > limit ? .deny : .allow
            }
            do {
                try work(connection)
                break
            } catch let error as SQLiteError {
                // Denying a function call, or an inner action of a definition, is reported as a plain error.
                #expect(error.isDenied || error.code == .error)
            }
            connection.setAuthorizer(nil)
            #expect(!connection.isInTransaction)
            #expect(try connection.dump() == before)
            limit += 1
        }
        connection.setAuthorizer(nil)
        #expect(limit > 10)
        #expect(try connection.value("SELECT count(*) FROM u") == 42)
    }
}
