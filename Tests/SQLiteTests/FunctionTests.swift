import SQLite
import Testing

@Suite struct FunctionTests {
    @Test(arguments: BindingTests.values)
    func `a value passes through a function`(value: Value) throws {
        let connection = try memory()
        try connection.createFunction("same", argumentCount: 1) { $0.value(at: 0) }
        #expect(try connection.value("SELECT same(?)", value) == value)
    }

    @Test func `a function reads its arguments by type`() throws {
        let connection = try memory()
        try connection.createFunction("f", argumentCount: -1) { arguments in
            #expect(arguments.count == 5)
            #expect((0..<5).map { arguments.type(at: $0) } == [.integer, .real, .text, .blob, .null])
            #expect(arguments.int64(at: 0) == 1)
            #expect(arguments.double(at: 1) == 2.5)
            #expect(arguments.string(at: 2) == "a\0b")
            #expect(arguments.blob(at: 3) == [4])
            #expect(arguments.withBytes(at: 3) { $0.count } == 1)
            #expect(arguments.isNull(at: 4) == true)
            #expect(arguments.string(at: 4) == nil)
            #expect(arguments.blob(at: 4) == [])
            return "ok"
        }
        #expect(try connection.value("SELECT f(1, 2.5, ?, x'04', NULL)", "a\0b") == "ok")
    }

    @Test func `an error in a function is the statement's error`() throws {
        struct Odd: Error, CustomStringConvertible { let description = "this is odd" }
        let connection = try memory()
        try connection.createFunction("fail", argumentCount: 0) { _ in throw Odd() }
        let error = try #require(throws: SQLiteError.self) { try connection.value("SELECT fail()") }
        #expect(error.code == .error)
        #expect(error.message == "this is odd")
        try connection.createFunction("fail", argumentCount: 0) { _ in
            throw SQLiteError(extendedCode: 787, message: "own words")
        }
        let other = try #require(throws: SQLiteError.self) { try connection.value("SELECT fail()") }
        #expect(other.extendedCode == 787)
        #expect(other.message == "own words")
    }

    @Test func `a function is let go when removed, replaced or closed`() throws {
        final class Token {}
        let connection = try memory()
        weak var token: Token?
        func install() throws {
            let new = Token()
            token = new
            try connection.createFunction("f", argumentCount: 0) { _ in
                withExtendedLifetime(new) { 1 }
            }
        }
        try install()
        #expect(token != nil)
        try connection.createFunction("f", argumentCount: 0) { _ in 2 }
        #expect(token == nil)
        try install()
        #expect(try connection.value("SELECT f()") == 1)
        try connection.removeFunction("f", argumentCount: 0)
        #expect(token == nil)
        #expect(throws: SQLiteError.self) { try connection.value("SELECT f()") }
        try install()
        try connection.close()
        #expect(token == nil)
    }

    @Test func `a function that cannot be made says so`() throws {
        let error = try #require(throws: SQLiteError.self) {
            try memory().createFunction("f", argumentCount: 1_000) { _ in nil }
        }
        #expect(error.code == .misuse)
        #expect(error.doing == "creating the function f")
    }

    @Test func `a direct function stays out of views`() throws {
        let connection = try memory("CREATE VIEW v AS SELECT f() AS a")
        try connection.harden()
        try connection.createFunction("f", argumentCount: 0) { _ in 1 }
        #expect(throws: SQLiteError.self) { try connection.rows("SELECT a FROM v") }
        try connection.createFunction("f", argumentCount: 0, directOnly: false) { _ in 1 }
        #expect(try connection.rows("SELECT a FROM v") == [[1]])
    }

    @Test func `a function may run SQL itself`() throws {
        let connection = try memory("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2)")
        try connection.createFunction("total", argumentCount: 0, deterministic: false) {
            [unowned connection] _ in
            try connection.first("SELECT sum(a) FROM t") { $0.value(at: 0) } ?? .null
        }
        #expect(try connection.rows("SELECT a, total() FROM t") == [[1, 3], [2, 3]])
    }
}
