/// One line of the report.
struct Row {
    let name: RowName
    /// Which line, where a row has several.
    var part = ""
    let title: String
    var figure: Double?
    let unit: String
    var target: Target?
    /// Why there is no figure, or what else a reader should know.
    var note = ""
    /// Each measurement behind the figure, for the JSON document.
    var details: [(key: String, value: JSONText)] = []

    enum Target {
        case atMost(Double)
        case atLeast(Double)
    }

    var verdict: Verdict {
        guard let figure else { return .notMeasured }
        switch target {
        case nil: return .noTarget
        case .atMost(let bound): return figure <= bound ? .met : .missed
        case .atLeast(let bound): return figure >= bound ? .met : .missed
        }
    }

    enum Verdict: String {
        case met
        case missed
        case notMeasured = "not measured"
        case noTarget = ""
    }
}

extension Row.Target {
    func text(unit: String) -> String {
        switch self {
        case .atMost(let bound): "<= \(Decimal.text(bound)) \(unit)"
        case .atLeast(let bound): ">= \(Decimal.text(bound)) \(unit)"
        }
    }

    fileprivate var json: JSONText {
        switch self {
        case .atMost(let bound): .object([("at_most", .number(bound))])
        case .atLeast(let bound): .object([("at_least", .number(bound))])
        }
    }
}

extension Row {
    var json: JSONText {
        .object([
            ("name", .text(name.rawValue)), ("part", part.isEmpty ? .null : .text(part)),
            ("title", .text(title)),
            ("figure", figure.map { .number($0) } ?? .null),
            ("unit", .text(unit)), ("target", target?.json ?? .null), ("verdict", .text(verdict.rawValue)),
            ("note", .text(note)), ("details", .object(details)),
        ])
    }
}
