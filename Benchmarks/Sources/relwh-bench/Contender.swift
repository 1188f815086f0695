/// What another program took for a question, as its script reports it: seconds in its own process, the start
/// of Python not counted.
struct Contender {
    let part: String
    let title: String
    /// The median, the connection open and its caches warm.
    let warm: Double
    /// The median of a fresh connection's first question, opening included.
    let cold: Double

    /// - Parameter key: the contender and the question, as the report names them.
    init(_ part: String, _ title: String, _ key: String, in report: String) throws {
        self.part = part
        self.title = title
        warm = try JSONField.number("\(key)_seconds", in: report)
        cold = try JSONField.number("\(key)_cold_seconds", in: report)
    }

    /// Its time over that of the command, whose start counts.
    func row(against answer: Answer, of name: RowName, target: Row.Target?) -> Row {
        var row = Row(name: name, part: part, title: "\(title) / \(name.rawValue)", unit: "x", target: target)
        row.note = "\(Decimal.text(warm * 1000)) ms, \(Decimal.text(cold * 1000)) ms on a new connection"
        row.details = [("seconds", .number(warm)), ("cold_seconds", .number(cold))]
        if case .measured(let measurement) = answer { row.figure = warm / measurement.seconds }
        return row
    }
}
