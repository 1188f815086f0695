import SQLite
import Testing

@Suite struct BackupTests {
    private func filled(_ connection: Connection) throws {
        try connection.execute("PRAGMA page_size = 512; CREATE TABLE t (a)")
        try connection.transaction {
            for number in 0..<200 {
                try connection.run("INSERT INTO t VALUES (? || hex(zeroblob(50)))", .integer(Int64(number)))
            }
        }
    }

    @Test(arguments: [-1, 1, 7, 256] as [Int32])
    func `a backup equals its source`(pages: Int32) throws {
        let scratch = try Scratch()
        let (source, destination) = (try memory(), try scratch.connect())
        try destination.execute("CREATE TABLE old (a)")
        try filled(source)
        var reports: [(remaining: Int, total: Int)] = []
        try source.backup(to: destination, pagesPerStep: pages) { remaining, total in
            reports.append((remaining, total))
            return true
        }
        #expect(try destination.dump() == source.dump())
        #expect(try destination.value("PRAGMA integrity_check") == "ok")
        #expect(reports.isEmpty == (pages < 0 || pages == 256))
        for (earlier, later) in zip(reports, reports.dropFirst()) {
            #expect(later.remaining < earlier.remaining)
        }
    }

    @Test func `a backup of a source that others write is whole`() throws {
        let scratch = try Scratch()
        let source = try scratch.connect("source.db")
        let other = try scratch.connect("source.db")
        let destination = try scratch.connect("copy.db")
        try filled(source)
        var writes = 0
        try source.backup(to: destination, pagesPerStep: 10) { _, _ in
            if writes < 5 {
                writes += 1
                try other.run("INSERT INTO t VALUES (?)", .integer(Int64(writes)))
            }
            return true
        }
        #expect(writes == 5)
        #expect(try destination.dump() == source.dump())
        #expect(try destination.value("SELECT count(*) FROM t") == 205)
    }

    @Test func `what the source's own connection writes is copied along`() throws {
        let (source, destination) = (try memory(), try memory())
        try filled(source)
        var isFirst = true
        try source.backup(to: destination, pagesPerStep: 10) { _, _ in
            if isFirst { try source.run("UPDATE t SET a = 'new'") }
            isFirst = false
            return true
        }
        #expect(try destination.dump() == source.dump())
    }

    @Test func `a stopped backup leaves the destination as before`() throws {
        let scratch = try Scratch()
        let (source, destination) = (try memory(), try scratch.connect())
        try destination.execute("CREATE TABLE old (a)")
        try filled(source)
        let before = try destination.dump()
        let error = try #require(throws: SQLiteError.self) {
            try source.backup(to: destination, pagesPerStep: 5) { _, _ in false }
        }
        #expect(error.isInterrupt)
        #expect(try destination.dump() == before)
        #expect(throws: CancellationError.self) {
            try source.backup(to: destination, pagesPerStep: 5) { _, _ in throw CancellationError() }
        }
        #expect(try destination.dump() == before)
        try source.close()
        try destination.close()
    }

    @Test func `neither side can be closed meanwhile`() throws {
        let (source, destination) = (try memory(), try memory())
        try filled(source)
        var refusals = 0
        try source.backup(to: destination, pagesPerStep: 10) { _, _ in
            for side in [source, destination] {
                #expect(throws: SQLiteError.self) { try side.close() }
                refusals += 1
            }
            return true
        }
        #expect(refusals > 0)
        #expect(try destination.dump() == source.dump())
    }

    @Test func `a backup onto itself or into a running transaction is an error at once`() throws {
        let (source, destination) = (try memory(), try memory("CREATE TABLE t (a)"))
        let error = try #require(throws: SQLiteError.self) { try source.backup(to: source) }
        #expect(error.message.contains("distinct"))
        #expect(error.doing == "starting a backup")
        try destination.transaction {
            #expect(throws: SQLiteError.self) { try source.backup(to: destination) }
        }
        try source.execute("CREATE TABLE u (a)")
        try source.transaction {
            try source.run("INSERT INTO u VALUES (1)")
            let clock = ContinuousClock()
            let waited = try clock.measure {
                let error = try #require(throws: SQLiteError.self) { try source.backup(to: destination) }
                #expect(error.isBusy)
            }
            #expect(waited < .seconds(4))
        }
    }

    @Test func `a busy source is waited for`() throws {
        let scratch = try Scratch()
        let (source, other) = (try scratch.connect(), try scratch.connect())
        try filled(source)
        try other.execute("BEGIN EXCLUSIVE")
        source.setBusyHandler { attempt in
            if attempt == 2 { try? other.execute("COMMIT") }
            return true
        }
        let destination = try memory()
        try source.backup(to: destination)
        #expect(try destination.dump() == source.dump())
    }
}
