import SQLite
import Testing

@testable import Warehouse

/// The functions that queries have beside SQLite's own.
@Suite struct QueryFunctionTests {
    private let shelf: Shelf

    init() throws {
        shelf = try Shelf()
        try shelf.load(Documents.boxes())
    }

    private func rows(_ sql: String) throws -> [Value] {
        var rows: [Value] = []
        try shelf.warehouse.query(sql) { rows.append($0[0]) }
        return rows
    }

    private func error(_ sql: String) -> WarehouseError? {
        do {
            _ = try rows(sql)
            return nil
        } catch {
            return error as? WarehouseError
        }
    }

    // As sqlite3's percentile extension, DuckDB's quantile_cont and NumPy's percentile say.
    @Test(arguments: [
        ("median(x)", Value.real(4)), ("percentile(x, 0)", .real(1)), ("percentile(x, 100)", .real(11)),
        ("percentile(x, 25)", .real(2)), ("percentile(x, 90)", .real(9.4)),
        ("percentile(x, 12.5)", .real(1.5)),
        ("percentile_cont(x, 0.9)", .real(9.4)), ("percentile_disc(x, 0.9)", .real(11)),
        ("percentile_disc(x, 0.5)", .real(4)), ("percentile_disc(x, 0)", .real(1)),
        ("stddev_pop(x)", .real((66.0 / 5).squareRoot())), ("stddev_samp(x)", .real((66.0 / 4).squareRoot())),
        ("stddev(x)", .real((66.0 / 4).squareRoot())), ("median(iif(x > 5, NULL, x))", .real(2)),
        ("median(NULL)", .null), ("percentile(NULL, 50)", .null), ("stddev(NULL)", .null),
        ("stddev(iif(x = 1, 1, NULL))", .null), ("stddev_pop(iif(x = 1, 1, NULL))", .real(0)),
        ("stddev_samp(7)", .real(0)), ("median(x * 1e300)", .real(4e300)),
    ])
    func `of numbers in any order`(expression: String, expected: SQLite.Value) throws {
        let found = try rows(
            "SELECT \(expression) FROM (SELECT column1 AS x FROM (VALUES (4), (1), (7), (NULL), (2), (11)))")
        guard case .real(let number)? = found.first, case .real(let wanted) = expected else {
            #expect(found == [expected])
            return
        }
        #expect((number - wanted).magnitude <= 1e-12 * wanted.magnitude, "\(number), \(wanted)")
    }

    @Test func `of no rows there is nothing`() throws {
        for function in ["median(1)", "percentile(1, 50)", "stddev(1)", "stddev_pop(1)"] {
            #expect(try rows("SELECT \(function) WHERE FALSE") == [.null])
        }
    }

    @Test func `along a window they are as over its rows alone`() throws {
        let table = "(SELECT value AS x, key AS k FROM json_each('[5,1,null,9,9,2,7,null,4,3]'))"
        for (function, extra) in [("median", ""), ("percentile", ", 30"), ("stddev", ""), ("stddev_pop", "")]
        {
            let moving = try rows(
                "SELECT \(function)(x\(extra)) OVER (ORDER BY k ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING) FROM \(table)"
            )
            let single = try rows(
                "SELECT (SELECT \(function)(x\(extra)) FROM \(table) AS i WHERE i.k BETWEEN o.k - 2 AND o.k + 1) FROM \(table) AS o ORDER BY k"
            )
            #expect(moving.count == 10)
            for (one, other) in zip(moving, single) {
                if case .real(let number) = one, case .real(let wanted) = other {
                    #expect((number - wanted).magnitude < 1e-9, "\(function)")
                } else {
                    #expect(one == other, "\(function)")
                }
            }
        }
    }

    @Test(arguments: [
        ("SELECT median('7')", "median() of a text; it takes numbers"),
        ("SELECT stddev(x'00')", "stddev() of a blob; it takes numbers"),
        ("SELECT median(9e999)", "median() of an infinite number"),
        ("SELECT percentile(1, 101)", "the second argument of percentile() must be a number from 0 to 100"),
        (
            "SELECT percentile_cont(1, 2)",
            "the second argument of percentile_cont() must be a number from 0 to 1"
        ),
        ("SELECT percentile(1, NULL)", "the second argument of percentile() must be a number from 0 to 100"),
        (
            "SELECT percentile(1, column1) FROM (VALUES (1), (2))",
            "the second argument of percentile() must be the same in all rows"
        ),
    ])
    func `what makes no sense is an error`(sql: String, message: String) {
        #expect(error(sql)?.kind == .sql)
        #expect(error(sql)?.message == message)
    }

    @Test(arguments: [
        ("'img_0033.jpg' REGEXP '^img_[0-9]+'", Value.integer(1)), ("'abc' REGEXP 'b'", .integer(1)),
        ("'abc' REGEXP '^b'", .integer(0)), (#"'a 12' REGEXP '\d{2}$'"#, .integer(1)),
        ("'Größe' REGEXP '^Gr..e$'", .integer(1)), ("'ABC' REGEXP '(?i)b'", .integer(1)),
        ("12345 REGEXP '^123'", .integer(1)), ("NULL REGEXP 'a'", .null), ("'a' REGEXP NULL", .null),
        ("'a' NOT REGEXP 'b'", .integer(1)), ("regexp_like('abc', 'c$')", .integer(1)),
        ("'e' || char(769) REGEXP '^' || char(233) || '$'", .integer(0)), ("'' REGEXP ''", .integer(1)),
    ])
    func `a regular expression is found or not`(expression: String, expected: SQLite.Value) throws {
        #expect(try rows("SELECT \(expression)") == [expected])
    }

    @Test func `a regular expression that is none is an error`() {
        let error = error("SELECT 'a' REGEXP '(a'")
        #expect(error?.kind == .sql)
        #expect(error?.message.hasPrefix("the regular expression '(a' is not valid: ") == true)
    }

    @Test func `conditions of statistics have them, too`() throws {
        var options = StatisticOptions()
        options.condition = "sample REGEXP '^[01].jpg$'"
        let report = try shelf.warehouse.statistics(Statistic.named("classes"), of: "v1", options: options)
        #expect(report.tables[0].rows.first.map { $0.contains(.count(2)) } == true)
    }

    @Test func `no view calls one`() throws {
        for view in Warehouse.views {
            #expect(try rows("SELECT count(*) FROM (SELECT * FROM \(view.name) LIMIT 1)").count == 1)
            let sql = try shelf.lines("SELECT sql FROM sqlite_schema WHERE name = '\(view.name)'")[0]
                .lowercased()
            for name in ["median(", "percentile", "stddev", "regexp"] { #expect(!sql.contains(name)) }
        }
    }
}

/// What a query is told whose names are not there.
@Suite struct QueryNameTests {
    private let shelf: Shelf

    init() throws {
        shelf = try Shelf()
        try shelf.load(Documents.boxes())
    }

    private func error(_ sql: String) throws -> WarehouseError {
        let error = #expect(throws: WarehouseError.self) { try shelf.warehouse.query(sql) { _ in } }
        return try #require(error)
    }

    @Test(arguments: [
        ("SELECT categry FROM annotations", "category"),
        ("SELECT a.categry FROM annotations AS a", "category"),
        ("SELECT * FROM anotations", "annotations"), ("SELECT * FROM sample_s", "samples"),
        ("SELECT meadian(1)", "median"), ("SELECT labelset FROM labels WHERE statsu = 1", nil),
    ])
    func `the nearest name is given`(sql: String, name: String?) throws {
        let error = try error(sql)
        #expect(error.kind == .sql && error.candidates == [name].compactMap { $0 })
    }

    @Test func `text in double quotes is told to go in single ones`() throws {
        let error = try error(#"SELECT count(*) FROM annotations WHERE category = "car""#)
        #expect(error.hint == "text goes in single quotes: 'car'; double quotes are for names of columns")
    }

    @Test func `a column of a view that is asked of its table names the view`() throws {
        #expect(
            try error("SELECT count(*) FROM annotation WHERE labelset = 'x'").hint
                == "query the view annotations; annotation is an internal table")
        #expect(
            try error("SELECT ref FROM category").hint
                == "query the view categories; category is an internal table")
    }

    @Test func `a condition over a view is told its columns`() throws {
        var options = StatisticOptions()
        options.condition = "aera > 5"
        let error = #expect(throws: WarehouseError.self) {
            try shelf.warehouse.statistics(Statistic.named("classes"), of: "v1", options: options)
        }
        #expect(error?.message == "invalid condition: no such column: aera")
        #expect(error?.candidates == ["area"])
    }
}
