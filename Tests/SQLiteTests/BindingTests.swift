import SQLite
import Testing

@Suite struct BindingTests {
    static let values: [Value] = [
        .null, 0, -1, .integer(.max), .integer(.min), .integer(1 << 53 + 1),
        0.0, -0.0, 0.1, .real(.infinity), .real(-.infinity), .real(.leastNonzeroMagnitude),
        .real(.leastNormalMagnitude.nextDown), .real(.greatestFiniteMagnitude), 1.0,
        "", "plain", "NUL \0 inside", "\0", "ünï 🐈 \u{FEFF}",
        .text(String(repeating: "long ", count: 10_000)),
        .blob([]), .blob([0]), .blob(Array(0...255)), true, false,
    ]

    @Test(arguments: values)
    func `a value comes back as it was stored`(value: Value) throws {
        let connection = try memory("CREATE TABLE t (a ANY) STRICT")
        try connection.run("INSERT INTO t VALUES (?)", value)
        let back = try #require(try connection.value("SELECT a FROM t"))
        #expect(back == value)
        #expect(back.type == value.type)
        if case .real(let number) = value, case .real(let read) = back {
            #expect(read.bitPattern == number.bitPattern || number == 0)
        }
    }

    @Test func `a NaN becomes NULL`() throws {
        #expect(try memory().value("SELECT ?", .real(.nan)) == .null)
    }

    @Test func `empty is not NULL`() throws {
        let connection = try memory()
        let statement = try connection.prepare("SELECT ?, ?, ?, ?, ?, ?")
        let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
        statement.bindText(nothing, at: 1)
        statement.bindBlob(nothing, at: 2)
        statement.bind("", at: 3)
        statement.bind([UInt8](), at: 4)
        statement.bind(.blob([]), at: 5)
        statement.bindNull(at: 6)
        #expect(try statement.step())
        let types = (0..<6).map { statement.row.type(at: $0) }
        #expect(types == [.text, .blob, .text, .blob, .blob, .null])
        #expect(statement.row.string(at: 0) == "")
        #expect(statement.row.blob(at: 1) == [])
    }

    @Test func `bytes are bound without a copy`() throws {
        let connection = try memory("CREATE TABLE t (a TEXT, b BLOB) STRICT")
        let insert = try connection.prepare("INSERT INTO t VALUES (?, ?)")
        let bytes = Array("one\0two".utf8)
        try bytes.withUnsafeBytes { bytes in
            insert.bindText(UnsafeRawBufferPointer(rebasing: bytes[0..<5]), at: 1)
            insert.bindBlob(UnsafeRawBufferPointer(rebasing: bytes[3..<5]), at: 2)
            try insert.run()
        }
        #expect(try connection.rows("SELECT a, b FROM t") == [["one\0t", .blob([0, UInt8(ascii: "t")])]])
    }

    @Test(arguments: [0, 1, 3])
    func `a missing or surplus parameter is an error`(count: Int) throws {
        let connection = try memory()
        let values = [Value](repeating: 1, count: count)
        let error = try #require(throws: SQLiteError.self) {
            try connection.query("SELECT ?, ?", parameters: values) { _ in }
        }
        #expect(error.misuse == .parameterCount(expected: 2, given: count))
        #expect(error.sql == "SELECT ?, ?")
    }

    @Test func `run and first count their parameters too`() throws {
        let connection = try memory()
        #expect(throws: SQLiteError.self) { try connection.run("SELECT ?") }
        #expect(throws: SQLiteError.self) { try connection.run("SELECT 1", 2) }
        #expect(throws: SQLiteError.self) { try connection.first("SELECT ?", 1, 2) { $0.int64(at: 0) } }
    }

    @Test func `named parameters take names with or without prefix`() throws {
        let statement = try memory().prepare("SELECT :a, @b, $c, :a")
        try statement.bind(named: [":a": 1, "b": "two", "$c": .blob([3])])
        #expect(try statement.step())
        #expect((0..<4).map { statement.row.value(at: $0) } == [1, "two", .blob([3]), 1])
    }

    @Test(
        arguments: [
            (["a": 1], [":b"], []), (["a": 1, "b": 2, "c": 3], [], ["c"]),
            (["a": 1, "@b": 2], [":b"], ["@b"]),
            ([:], [":a", ":b"], []),
        ] as [([String: Value], [String], [String])])
    func `missing and surplus names are errors`(
        values: [String: Value], missing: [String], surplus: [String]
    ) throws {
        let statement = try memory().prepare("SELECT :a, :b")
        let error = try #require(throws: SQLiteError.self) { try statement.bind(named: values) }
        #expect(error.misuse == .parameterNames(missing: missing, surplus: surplus))
        #expect(try statement.step())
        #expect(statement.row.value(at: 0) == .null)
    }

    @Test func `one parameter under two spellings of its name is surplus`() throws {
        let statement = try memory().prepare("SELECT :a")
        #expect(throws: SQLiteError.self) { try statement.bind(named: ["a": 1, ":a": 2]) }
    }

    @Test func `a nameless parameter is missing by its number`() throws {
        let statement = try memory().prepare("SELECT :a, ?")
        let error = try #require(throws: SQLiteError.self) { try statement.bind(named: ["a": 1]) }
        #expect(error.misuse == .parameterNames(missing: ["?2"], surplus: []))
        #expect(error.message == "no value for ?2")
    }

    @Test func `a bind out of range is reported by the next step only`() throws {
        let statement = try memory().prepare("SELECT ?")
        statement.bind(1, at: 2)
        let error = try #require(throws: SQLiteError.self) { try statement.step() }
        #expect(error.code == .range)
        statement.bind(1, at: 1)
        #expect(try statement.step())
        #expect(statement.row.int64(at: 0) == 1)
    }

    @Test func `a bind while standing on a row is reported`() throws {
        let statement = try memory().prepare("SELECT ? UNION ALL SELECT 2")
        #expect(try statement.step())
        statement.bind(1, at: 1)
        let error = try #require(throws: SQLiteError.self) { try statement.step() }
        #expect(error.code == .misuse)
        #expect(error.misuse == nil)
    }

    @Test func `a text too long is an error and not a NULL`() throws {
        let statement = try memory().prepare("SELECT ?")
        let one = [UInt8(ascii: "x")]
        try one.withUnsafeBytes { bytes in
            // Never read: the length alone is refused.
            statement.bindText(UnsafeRawBufferPointer(start: bytes.baseAddress, count: 3_000_000_000), at: 1)
            let error = try #require(throws: SQLiteError.self) { try statement.step() }
            #expect(error.code == .tooBig)
        }
    }

    @Test func `values are made from what Swift has`() {
        #expect(Value(7) == .integer(7))
        #expect(Value(Int64?.none) == .null)
        #expect(Value(Double?.some(1)) == .real(1))
        #expect(Value(String?.none) == .null)
        #expect(Value(String?.some("a")) == .text("a"))
        #expect(Value([UInt8]?.none) == .null)
        #expect(Value(true) == 1)
        #expect("\(1 + 1) cats" as Value == .text("2 cats"))
    }
}
