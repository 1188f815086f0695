/// What C took for the rows of a finished warehouse. It may build the indexes before or after the rows; its
/// better way counts.
struct InsertMeasurements {
    private var indexesFirst = Timings()
    private var indexesLast = Timings()
    private var reports: [String] = []
    private var rows = 0.0
    private var settings = ""

    enum Indexes: String, CaseIterable { case first, last }

    /// Takes what one run of `c-insert` printed. Its seconds are those of the insertion alone.
    mutating func add(_ report: String, _ indexes: Indexes) throws {
        let run = Timings.Run(
            seconds: try JSONField.number("seconds", in: report),
            cpu: try JSONField.number("cpu_seconds", in: report))
        switch indexes {
        case .first: indexesFirst.add(run)
        case .last: indexesLast.add(run)
        }
        reports.append(String(report.prefix { $0 != "\n" }))
        rows = try JSONField.number("rows", in: report)
        settings = try ["journal_mode", "synchronous", "cache_size", "foreign_keys"]
            .map { "\($0) \(try JSONField.text($0, in: report))" }.joined(separator: ", ")
    }

    func row(against first: Timings) -> Row {
        let isFirstBetter = indexesFirst.median <= indexesLast.median
        let best = isFirstBetter ? indexesFirst.median : indexesLast.median
        let rate = Decimal.text(rows / best / 1000)
        return Row(
            name: .c, title: "first import / the same rows from C", figure: first.median / best, unit: "x",
            target: .atMost(1),
            note: "C: \(Decimal.text(best)) s, \(rate) thousand rows/s; \(settings), "
                + "indexes \(isFirstBetter ? "first" : "last")",
            details: indexesFirst.details("c_indexes_first") + indexesLast.details("c_indexes_last")
                + [("c_reports", .array(reports.map { .document($0) }))])
    }
}
