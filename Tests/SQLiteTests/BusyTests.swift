import SQLite
import Testing

@Suite struct BusyTests {
    @Test func `a second writer is busy until the first is done`() throws {
        let scratch = try Scratch()
        let (one, two) = (try scratch.connect(), try scratch.connect())
        try one.execute("CREATE TABLE t (a)")
        try one.transaction {
            try one.run("INSERT INTO t VALUES (1)")
            let error = try #require(throws: SQLiteError.self) { try two.transaction {} }
            #expect(error.isBusy)
            #expect(error.sql == "BEGIN IMMEDIATE")
            #expect(!two.isInTransaction)
        }
        try two.transaction { try two.run("INSERT INTO t VALUES (2)") }
        #expect(try one.value("SELECT count(*) FROM t") == 2)
    }

    @Test func `the busy handler is asked until it gives up`() throws {
        let scratch = try Scratch()
        let (one, two) = (try scratch.connect(), try scratch.connect())
        try one.execute("CREATE TABLE t (a); BEGIN IMMEDIATE")
        var attempts: [Int] = []
        two.setBusyHandler { attempt in
            attempts.append(attempt)
            return attempt < 2
        }
        #expect(throws: SQLiteError.self) { try two.transaction {} }
        #expect(attempts == [0, 1, 2])
        two.setBusyHandler(nil)
        #expect(throws: SQLiteError.self) { try two.transaction {} }
        #expect(attempts.count == 3)
    }

    @Test func `the busy handler may see the lock go away`() throws {
        let scratch = try Scratch()
        let (one, two) = (try scratch.connect(), try scratch.connect())
        try one.execute("CREATE TABLE t (a); BEGIN IMMEDIATE")
        two.setBusyHandler { attempt in
            if attempt == 1 { try? one.execute("COMMIT") }
            return true
        }
        try two.transaction { try two.run("INSERT INTO t VALUES (1)") }
        #expect(try one.value("SELECT count(*) FROM t") == 1)
    }

    @Test func `the busy timeout waits that long`() throws {
        let scratch = try Scratch()
        let (one, two) = (try scratch.connect(), try scratch.connect())
        try one.execute("BEGIN EXCLUSIVE")
        two.setBusyTimeout(milliseconds: 60)
        let clock = ContinuousClock()
        let waited = clock.measure {
            #expect(throws: SQLiteError.self) { try two.transaction {} }
        }
        #expect(waited >= .milliseconds(50))
    }

    @Test func `a stale snapshot cannot be written from`() throws {
        let scratch = try Scratch()
        let (one, two) = (try scratch.connect(), try scratch.connect())
        try one.execute("PRAGMA journal_mode = WAL; CREATE TABLE t (a)")
        try two.execute("BEGIN; SELECT * FROM t")
        try one.run("INSERT INTO t VALUES (1)")
        let error = try #require(throws: SQLiteError.self) { try two.run("INSERT INTO t VALUES (2)") }
        #expect(error.extendedCode == 517)
    }
}
