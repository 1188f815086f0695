/// One question, its plan and its time.
struct Query {
    let title: String
    let sql: String
    /// The steps that `EXPLAIN QUERY PLAN` gives.
    let plan: [String]
    let rows: Int
    let timings: Timings

    var text: String {
        let lines = plan.map { "      \($0)\n" }.joined()
        return "  \(title): \(Decimal.text(timings.median * 1000)) ms, \(rows) rows\n    \(sql)\n\(lines)"
    }

    var json: JSONText {
        .object(
            [
                ("title", .text(title)), ("sql", .text(sql)), ("rows", .integer(rows)),
                ("seconds", .number(timings.median)), ("plan", .array(plan.map { .text($0) })),
            ] + timings.details("all"))
    }
}
