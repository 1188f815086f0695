/// What the rounds of imports took, and the rows of the report that follow from it.
struct ImportMeasurements {
    var release = (bytes: 0, annotations: 0.0)
    var first = Timings()
    var again = Timings()
    var successor = Timings()
    var python = Timings()
    var pythonCollecting = Timings()
    var duckdb = Timings()
    var c = InsertMeasurements()

    func row(_ name: RowName, missing problem: String? = nil) -> Row? {
        switch name {
        case .first: firstRow
        case .c: c.row(against: first)
        case .python:
            baselineRow(.python, "orjson + sqlite3, no collector / first import", 10, python, problem)
        case .pythonCollecting:
            baselineRow(
                .pythonCollecting, "orjson + sqlite3, as it comes / first import", 10, pythonCollecting,
                problem)
        case .duckdb: baselineRow(.duckdb, "DuckDB read_json / first import", 3, duckdb, problem)
        case .successor: successorRow
        case .again: againRow
        default: nil
        }
    }

    private var megabytes: Double { Double(release.bytes) / 1e6 }

    private var firstRow: Row {
        let rate = Decimal.text(megabytes / first.median)
        let thousands = Decimal.text(release.annotations / 1000 / first.median)
        let cpu = Decimal.text(median(first.cpu))
        return Row(
            name: .first, title: "first import, \(Decimal.text(megabytes)) MB", figure: first.median,
            unit: "s",
            note: "\(rate) MB/s, \(thousands) thousand annotations/s, \(cpu) s of CPU",
            details: first.details("first") + [
                ("bytes", .integer(release.bytes)), ("annotations", .integer(Int(release.annotations))),
            ])
    }

    private var successorRow: Row {
        Row(
            name: .successor, title: "successor, 2 % changed / first import",
            figure: successor.median / first.median, unit: "x", target: .atMost(0.2),
            note: "\(Decimal.text(successor.median)) s", details: successor.details("successor"))
    }

    private var againRow: Row {
        Row(
            name: .again, title: "the same file again", figure: megabytes / again.median, unit: "MB/s",
            target: .atLeast(600), note: "\(Decimal.text(again.median)) s", details: again.details("again"))
    }

    private func baselineRow(
        _ name: RowName, _ title: String, _ target: Double, _ timings: Timings, _ problem: String?
    ) -> Row {
        var row = Row(name: name, title: title, unit: "x", target: .atLeast(target))
        if let problem {
            row.note = problem
        } else {
            row.figure = timings.median / first.median
            row.note = "\(Decimal.text(timings.median)) s"
            row.details = timings.details(name.rawValue)
        }
        return row
    }
}
