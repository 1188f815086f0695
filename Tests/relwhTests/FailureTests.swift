import ReleaseFormat
import Testing
import Warehouse

@testable import relwh

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

@Suite struct FailureTests {
    @Test(arguments: [
        (WarehouseError.Kind.notFound, Outcome.notFound), (.ambiguous, .notFound),
        (.invalidInput, .invalidInput),
        (.unusable, .unusable), (.sql, .sql), (.limit, .limit), (.interrupted, .interrupted),
    ])
    func `errors of the warehouse have exit codes`(kind: WarehouseError.Kind, status: Outcome) {
        let error = WarehouseError(
            kind: kind, message: "m", hint: nil, candidates: [], sql: nil, sqlOffset: nil)
        #expect(Failure(error).status == status)
    }

    @Test(arguments: [
        (InputError.Kind.notFound, Outcome.notFound), (.unreadable, .invalidInput),
        (.invalid, .invalidInput), (.limit, .limit),
    ])
    func `errors of the input have exit codes`(kind: InputError.Kind, status: Outcome) {
        let error = InputError(
            kind: kind, file: "f", line: nil, column: nil, offset: nil, pointer: nil, sample: nil,
            expected: nil, found: nil, advice: nil)
        #expect(Failure(error).status == status)
    }

    @Test(arguments: [(ENOSPC, Outcome.limit), (ENOENT, .notFound), (EACCES, .usage)])
    func `errors of the output have exit codes`(code: CInt, status: Outcome) {
        #expect(Failure(OutputError(place: "out", code: code)).status == status)
    }

    @Test func `an error that nobody expected is a bug of ours`() {
        struct Surprise: Error {}
        #expect(Failure(Surprise()).status == .bug)
    }

    @Test func `the numbers are those of the contract`() {
        #expect(Outcome.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 6, 7, 70, 130])
    }

    @Test func `an error is one line, then candidates and a hint, indented`() {
        let error = WarehouseError(
            kind: .ambiguous, message: "'v1' names two releases", hint: "Name the dataset too.",
            candidates: ["acme/flowers@v1", "acme/trees@v1"], sql: nil, sqlOffset: nil)
        #expect(
            Messages.text(of: Failure(error)) == """
                relwh: error: 'v1' names two releases
                  It could be:
                    acme/flowers@v1
                    acme/trees@v1
                  Name the dataset too.

                """)
    }

    @Test func `escapes in data never reach the terminal by a message`() {
        let failure = Failure(.notFound, "no \u{1B}[2J", hints: ["\u{9B}1m"])
        #expect(Messages.text(of: failure) == "relwh: error: no \\x1b[2J\n  \\x9b1m\n")
    }

    @Test func `a place in a query has a caret under it`() {
        let one = SQLExcerpt(sql: "SELECT nothing FROM samples", offset: 7)
        #expect(one?.text == "SELECT nothing FROM samples\n       ^")
        let wide = SQLExcerpt(sql: "SELECT '花', nothing", offset: 14)
        #expect(wide?.text == "SELECT '花', nothing\n             ^")
        let two = SQLExcerpt(sql: "SELECT 1,\n\tnothing\nFROM samples", offset: 11)
        #expect(two?.text == "2 |  nothing\n     ^")
        let end = SQLExcerpt(sql: "SELECT", offset: 6)
        #expect(end?.text == "SELECT\n      ^")
        #expect(SQLExcerpt(sql: "SELECT", offset: 7) == nil)
    }

    @Test func `a long query is shown around the place`() throws {
        let sql = String(repeating: "a, ", count: 1000)
        let lines = try #require(SQLExcerpt(sql: sql, offset: 1500)).text.split(separator: "\n")
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= 97 })
        #expect(lines[0].dropFirst(lines[1].count - 1).hasPrefix("a, "))
    }
}
