import SQLite
import Testing

@Suite struct AggregateTests {
    private final class Tally {
        var alive = 0
    }

    /// Adds whole numbers, NULLs left out.
    private final class Sum: AggregateFunction {
        private let tally: Tally
        private var sum: Int64 = 0

        init(_ tally: Tally) {
            self.tally = tally
            tally.alive += 1
        }

        deinit { tally.alive -= 1 }

        func step(_ arguments: borrowing FunctionArguments) throws {
            if arguments.type(at: 0) == .text { throw Odd() }
            sum += arguments.int64(at: 0)
        }
        func removeFirst(_ arguments: borrowing FunctionArguments) { sum -= arguments.int64(at: 0) }
        func value() -> Value { .integer(sum) }
    }

    private struct Odd: Error, CustomStringConvertible { let description = "this is odd" }

    private func connection(_ tally: Tally = Tally()) throws -> Connection {
        let connection = try memory()
        try connection.createAggregate("total_of", argumentCount: 1) { Sum(tally) }
        return connection
    }

    private func values(_ sql: String) throws -> [Value] {
        var values: [Value] = []
        try connection().query(sql) { values.append($0.value(at: 0)) }
        return values
    }

    @Test func `an aggregate has one state for each group, and one of no rows`() throws {
        #expect(try values("SELECT total_of(column1) FROM (VALUES (1), (2), (NULL))") == [3])
        #expect(try values("SELECT total_of(1) WHERE FALSE") == [0])
        #expect(
            try values("SELECT total_of(column2) FROM (VALUES (1, 5), (2, 6), (1, 7)) GROUP BY column1")
                == [12, 6])
        #expect(try values("SELECT total_of(DISTINCT column1) FROM (VALUES (2), (2), (3))") == [5])
        #expect(
            try values("SELECT total_of(column1) FILTER (WHERE column1 > 2) FROM (VALUES (2), (3))") == [3])
    }

    @Test func `it moves along with a window`() throws {
        let rows = "(VALUES (1), (2), (4), (8))"
        #expect(
            try values("SELECT total_of(column1) OVER (ORDER BY column1 ROWS 1 PRECEDING) FROM \(rows)")
                == [1, 3, 6, 12])
        #expect(try values("SELECT total_of(column1) OVER () FROM \(rows)") == [15, 15, 15, 15])
        #expect(
            try values(
                "SELECT total_of(column1) OVER (ORDER BY column1 ROWS BETWEEN 2 FOLLOWING AND 3 FOLLOWING) FROM \(rows)"
            ) == [12, 8, 0, 0])
    }

    @Test func `an error in it is the statement's error, and no state is left`() throws {
        let tally = Tally()
        let connection = try connection(tally)
        let error = try #require(throws: SQLiteError.self) {
            try connection.value("SELECT total_of(column1) FROM (VALUES (1), ('x'))")
        }
        #expect(error.message == "this is odd")
        #expect(try connection.value("SELECT total_of(2)") == 2)
        #expect(tally.alive == 0)
    }

    @Test func `views cannot call what is for statements only`() throws {
        let connection = try connection()
        try connection.execute("CREATE VIEW v AS SELECT total_of(1) AS n")
        #expect(throws: SQLiteError.self) { try connection.value("SELECT n FROM v") }
    }
}
