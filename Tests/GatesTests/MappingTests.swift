import Gates
import TestSupport
import Testing
import Warehouse

/// Gates on figures of the catalogue, and on queries.
@Suite struct MappingTests {
    private static let statistics: [(gate: String, answer: String)] = [
        ("{statistic: boxes, figure: width_median, where: {category: person}, at_least: 41}", "passed: 41"),
        ("{statistic: boxes, figure: width_median, where: {category: person}, at_least: 41.5}", "failed: 41"),
        ("{statistic: boxes, figure: boxes, rows: all, at_least: 1}", "passed: 4 of 4 rows"),
        (
            "{statistic: boxes, figure: boxes, rows: all, at_least: 2}",
            "failed: 2 of 4 rows; not cyclist 1, tram 1"
        ),
        (
            "{statistic: boxes, figure: boxes, rows: any, at_least: 3}",
            "passed: 2 of 4 rows; not cyclist 1, tram 1"
        ),
        ("{statistic: boxes, figure: boxes, rows: any, at_least: 4}", "failed: 0 of 4 rows; not "),
        ("{statistic: boxes, figure: boxes, rows: sum, equals: 8}", "passed: 8"),
        (
            "{statistic: boxes, figure: boxes, rows: sum, where: {category: [car, tram]}, between: [4, 4]}",
            "passed: 4"
        ),
        (
            "{statistic: boxes, figure: boxes, rows: sum, where: {labelset: detector-7}, equals: 1}",
            "passed: 1"
        ),
        (
            "{statistic: boxes, figure: boxes, at_least: 1}",
            "unanswered: 4 rows where labelset = ground-truth: say rows: all, any or sum"
        ),
        (
            "{statistic: boxes, figure: boxes, where: {category: persn}, at_least: 1}",
            "unanswered: no row where category = persn, labelset = ground-truth"
        ),
        ("{statistic: classes, where: {category: car}, at_least: 3}", "passed: 3"),
        ("{statistic: classes, where: {category_id: 1}, at_least: 3}", "passed: 3"),
        (
            "{statistic: classes, figure: share, where: {category: tram}, at_most: 9.1 %}",
            "passed: 9.09%"
        ),
        (
            "{statistic: classes, figure: share, where: {category: tram}, at_most: 9.09%}",
            "failed: 9.1%"
        ),
        (
            "{statistic: classes, figure: share, where: {category: tram}, equals: 0.0909, tolerance: 0.001}",
            "passed: 9.1%"
        ),
        (
            "{statistic: classes, figure: is_defined, where: {category: tram}, at_most: 1}",
            "unanswered: true is not a number"
        ),
        (
            "{statistic: status, figure: labels, where: {status: [LABELED, REVIEWED]}, rows: sum, equals: 4}",
            "passed: 4"
        ),
        (
            "{statistic: overview, table: by_type, figure: annotations, where: {type: bbox}, equals: 8}",
            "passed: 8"
        ),
        ("{statistic: overview, figure: frames, equals: 4}", "passed: 4"),
        ("{statistic: classes, status: REVIEWED, where: {category: person}, equals: 3}", "passed: 3"),
        ("{statistic: classes, condition: area > 30000, where: {category: car}, equals: 2}", "passed: 2"),
        (
            "{statistic: classes, where: {category: cyclist}, change: {at_least: -50%}}",
            "passed: 2 → 1 (-1, -50%)"
        ),
        (
            "{statistic: classes, where: {category: cyclist}, change: {at_least: -49%}}",
            "failed: 2 → 1 (-1, -50%)"
        ),
        (
            "{statistic: classes, where: {category: cyclist}, change: {at_least: -1}}",
            "passed: 2 → 1 (-1, -50%)"
        ),
        (
            "{statistic: classes, where: {category: person}, change: {equals: 0}}",
            "passed: 4 → 4 (0)"
        ),
        (
            "{statistic: classes, where: {category: tram}, change: {at_least: 0}}",
            "skipped: the other release has no such row"
        ),
        (
            "{statistic: classes, where: {category: car}, change: {equals: 0}, against: v1}",
            "passed: 3 → 3 (0)"
        ),
        ("{statistic: overview, figure: annotations, change: {at_most: 0}}", "passed: 12 → 11 (-1, -8.3%)"),
        ("{statistic: tracks, figure: tracks, rows: sum, at_least: 1}", "unanswered: "),
    ]

    @Test func `any figure of the catalogue can be bounded`() throws {
        let shelf = try GateShelf.streetScenes()
        for (gate, expected) in Self.statistics {
            let answer = try shelf.answer(gate, of: "street-scenes@v3")
            let isAsExpected = expected.hasSuffix(" ") ? answer.hasPrefix(expected) : answer == expected
            #expect(isAsExpected, "\(gate): \(answer)")
        }
    }

    private static let queries: [(gate: String, answer: String)] = [
        ("{sql: SELECT count(*) FROM labels WHERE ref = :ref, equals: 7}", "failed: 10"),
        (
            "{sql: SELECT count(*) FROM labels WHERE ref = :ref AND labelset = :labelset, equals: 5}",
            "passed: 5"
        ),
        ("{sql: SELECT 0.5, less_than: 0.5}", "failed: 0.5"),
        ("{sql: SELECT 37.0/13, at_most: 3}", "passed: 2.846"),
        ("{sql: SELECT 37.0/13, at_most: 2.846}", "failed: 2.8462"),
        ("{sql: SELECT 123456.789, at_most: 3}", "failed: 123,456.8"),
        (
            "{sql: 'SELECT 81.15499999999997 + 0.1 * (:ref LIKE ''%3'')', change: {at_most: 0.05}}",
            "failed: 81.15 → 81.25 (+0.1, +0.1%)"
        ),
        (
            "{sql: SELECT NULL, at_most: 0}",
            "unanswered: the query returns NULL, which is not a number, and not 0"
        ),
        (
            "{sql: SELECT max(area) FROM annotations WHERE ref = 'none', at_most: 5}",
            "unanswered: the query returns NULL, which is not a number, and not 0"
        ),
        ("{sql: SELECT 'five', at_most: 5}", "unanswered: the query returns \"five\", which is not a number"),
        ("{sql: SELECT 1 WHERE 0, at_most: 5}", "unanswered: the query returns no row"),
        (
            "{sql: 'SELECT 1, 2', at_most: 5}",
            "unanswered: the query returns 2 columns instead of one number"
        ),
        ("{sql: SELECT 1 UNION ALL SELECT 2, at_most: 5}", "unanswered: the query returns more than one row"),
        ("{sql: SELECT count(*) FROM samples WHERE ref = :previous, equals: 4}", "passed: 4"),
        (
            "{sql: SELECT count(*) FROM samples WHERE ref = :ref, change: {more_than: 24.9%}}",
            "passed: 4 → 5 (+1, +25%)"
        ),
        (
            "{sql: SELECT count(*) FROM samples WHERE ref = :ref, change: {more_than: 25 %}}",
            "failed: 4 → 5 (+1, +25%)"
        ),
        (
            "{sql: SELECT avg(area) FROM annotations WHERE ref = :ref AND 0, change: {at_least: 0}}",
            "unanswered: NULL → NULL: that is not a number"
        ),
    ]

    @Test func `any query of one number can be bounded`() throws {
        let shelf = try GateShelf.streetScenes()
        for (gate, expected) in Self.queries {
            let answer = try shelf.answer(gate, of: "street-scenes@v3")
            #expect(answer == expected, "\(gate)")
        }
    }

    @Test func `without a previous release queries that need it are skipped`() throws {
        let shelf = try GateShelf.streetScenes()
        for gate in [
            "{sql: SELECT count(*) FROM samples WHERE ref = :previous, equals: 4}",
            "{sql: SELECT count(*) FROM samples WHERE ref = :ref, change: {at_least: 0}}",
            "{statistic: classes, where: {category: car}, change: {at_least: 0}}",
        ] {
            #expect(try shelf.result(gate, of: "street-scenes@v1").outcome == .skipped, "\(gate)")
        }
    }

    /// What can only be known once the release is asked.
    private static let mistakes: [(gate: String, message: String, kind: WarehouseError.Kind?)] = [
        (
            "{statistic: boxes, figure: widht_median, rows: all, at_least: 1}",
            "boxes has no figure widht_median", nil
        ),
        (
            "{statistic: boxes, table: histo, figure: count, rows: all, at_least: 1}",
            "boxes has no table histo", nil
        ),
        (
            "{statistic: boxes, figure: boxes, where: {klass: car}, at_least: 1}", "boxes has no key klass",
            nil
        ),
        (
            "{statistic: boxes, figure: boxes, where: {category: car}, at_least: 1%}", "boxes is not a share",
            nil
        ),
        (
            "{statistic: boxes, category: unicorn, figure: boxes, at_least: 1}", "has no category unicorn",
            .notFound
        ),
        ("{statistic: classes, condition: areaa > 1, rows: all, at_least: 1}", "areaa", .sql),
        ("{sql: SELECT count(*) FRM labels, at_most: 0}", "syntax error", .sql),
        ("{sql: DELETE FROM release, at_most: 0}", "not allowed", .sql),
    ]

    @Test(arguments: mistakes)
    func `a gate that cannot be asked is an error with its place`(
        case: (gate: String, message: String, kind: WarehouseError.Kind?)
    ) throws {
        let shelf = try GateShelf.streetScenes()
        let error = try #require(throws: PlacedError.self) {
            try shelf.result(`case`.gate, of: "street-scenes@v3")
        }
        #expect(error.message.contains(`case`.message), "\(error)")
        #expect(error.cause?.kind == `case`.kind)
        #expect(error.place.line == 3 && error.place.column >= 5, "\(error)")
    }

    @Test func `a statistic is calculated once for many gates`() throws {
        let shelf = try GateShelf.streetScenes()
        let gate = "  - {statistic: cooccurrence, figure: samples, rows: sum, at_least: 0}\n"
        let one = try ThreadTime.measure { _ = try shelf.results("gates:\n" + gate, of: "street-scenes@v3") }
        let file = "gates:\n" + String(repeating: gate, count: 200)
        let many = try ThreadTime.measure { _ = try shelf.results(file, of: "street-scenes@v3") }
        // Two hundred times as much would be two hundred calculations.
        #expect(many < one * 100 + .milliseconds(50))
    }
}
