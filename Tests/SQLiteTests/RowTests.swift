import SQLite
import Testing

@Suite struct RowTests {
    @Test func `a row is read by type`() throws {
        let connection = try memory()
        try connection.query("SELECT 1 AS a, 2.5 AS b, 'three' AS c, x'04' AS d, NULL AS e") { row in
            #expect(row.columnCount == 5)
            #expect((0..<5).map { row.columnName($0) } == ["a", "b", "c", "d", "e"])
            #expect((0..<5).map { row.type(at: $0) } == [.integer, .real, .text, .blob, .null])
            #expect((0..<5).map { row.isNull(at: $0) } == [false, false, false, false, true])
            #expect(row.int64(at: 0) == 1)
            #expect(row.double(at: 1) == 2.5)
            #expect(row.string(at: 2) == "three")
            #expect(row.blob(at: 3) == [4])
            #expect(row.string(at: 4) == nil)
            #expect(row.int64(at: 4) == 0)
            #expect(row.double(at: 4) == 0)
            #expect(row.blob(at: 4) == [])
        }
    }

    @Test func `reading as another type converts`() throws {
        try memory().query("SELECT '12', 12, 1.5") { row in
            #expect(row.int64(at: 0) == 12)
            #expect(row.string(at: 1) == "12")
            #expect(row.string(at: 2) == "1.5")
        }
    }

    @Test func `bytes are lent without a copy`() throws {
        try memory().query("SELECT 'a' || char(0) || 'b', x'00FF', NULL, '', 12") { row in
            #expect(row.withBytes(at: 0) { Array($0) } == [97, 0, 98])
            #expect(row.withBytes(at: 1) { Array($0) } == [0, 255])
            #expect(row.withBytes(at: 2) { $0.count } == 0)
            #expect(row.withBytes(at: 3) { $0.count } == 0)
            #expect(row.withBytes(at: 4) { Array($0) } == [49, 50])
            #expect(throws: CancellationError.self) {
                try row.withBytes(at: 0) { _ in throw CancellationError() }
            }
        }
    }

    @Test func `a NUL in a text is part of it`() throws {
        #expect(try memory().value("SELECT 'a' || char(0) || 'b'") == "a\0b")
        #expect(try memory().value("SELECT length(CAST(? AS BLOB))", "a\0b") == 3)
    }

    @Test func `invalid UTF-8 is repaired`() throws {
        #expect(try memory().value("SELECT CAST(x'61FF62' AS TEXT)") == "a\u{FFFD}b")
        try memory().query("SELECT CAST(x'61FF62' AS TEXT)") { row in
            #expect(row.withBytes(at: 0) { Array($0) } == [0x61, 0xFF, 0x62])
        }
    }

    @Test func `a database in UTF-16 reads the same`() throws {
        let connection = try memory("PRAGMA encoding = 'UTF-16le'; CREATE TABLE t (a)")
        try connection.run("INSERT INTO t VALUES (?)", "grün \0 🐈")
        try connection.query("SELECT a FROM t") { row in
            #expect(row.string(at: 0) == "grün \0 🐈")
            #expect(row.withBytes(at: 0) { Array($0) } == Array("grün \0 🐈".utf8))
        }
    }
}
