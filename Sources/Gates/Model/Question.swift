import Warehouse

/// What a gate asks, whichever way it was written.
enum Question: Sendable, Hashable {
    case amount(Subject, GateBound)
    /// By how much something is less, or more, than in the other release.
    case change(Subject, Direction, GateBound)
    /// The same of every class.
    case changeOfClasses(Direction, GateBound)
    /// Annotations of every class.
    case everyClass(GateBound)
    /// Annotations of every sample, or of every sample of these statuses.
    case everySample(statuses: [String], GateBound)
    case everySampleHasStatus([String])
    case noSampleLost
    case noClassLost
    case noClassRenumbered
    case statistic(StatisticQuestion)
    case sql(SQLQuestion)

    enum Direction: String, Sendable, Hashable {
        case loses, gains
    }
}

/// A question to a figure of the catalogue of statistics.
struct StatisticQuestion: Sendable, Hashable {
    /// A column and the values that it may have.
    struct Condition: Sendable, Hashable {
        var column: String
        var values: [GateScalar]
        var place: TextPlace
    }

    /// How many rows there may be, and what is done with them.
    enum Rows: String, Sendable, Hashable, CaseIterable {
        /// Exactly one.
        case one
        /// Each keeps to the bound.
        case all
        /// At least one does.
        case any
        /// Their sum does.
        case sum
    }

    /// What the statistic leaves out before it counts.
    struct Filter: Sendable, Hashable {
        var statuses: [String] = []
        var categories: [String] = []
        var sensors: [String] = []
        var condition: String?
    }

    var statistic: Statistic
    /// nil for the first.
    var table: String?
    var figure: String
    var rows = Rows.one
    var conditions: [Condition] = []
    var filter = Filter()
    /// Whether the difference to the other release is asked for, rather than the figure itself.
    var isChange = false
    var bound: GateBound
    var figurePlace: TextPlace
}

/// A question to the views.
struct SQLQuestion: Sendable, Hashable {
    var sql: String
    /// The parameters that the query uses, of those that it is given.
    var parameters: [String]
    var isChange = false
    var bound: GateBound
    var place: TextPlace
}

/// A value of a gate file that a cell is compared with.
enum GateScalar: Sendable, Hashable {
    /// An empty cell.
    case null
    /// The value as it is written.
    case text(String)

    var text: String {
        switch self {
        case .null: "null"
        case .text(let text): SentenceWords.value(text)
        }
    }
}

extension Question {
    /// The class that it is about; nil where it is not about one.
    var className: String? {
        switch self {
        case .amount(.category(let name), _), .change(.category(let name), _, _): name
        default: nil
        }
    }

    /// The same of another class; nil for what is not about one class.
    func ofClass(_ name: String) -> Question? {
        switch self {
        case .amount(.category, let bound): .amount(.category(name), bound)
        case .change(.category, let direction, let bound): .change(.category(name), direction, bound)
        default: nil
        }
    }

    /// Whether there must be another release to answer it.
    var isComparison: Bool {
        switch self {
        case .amount(.newFindings, _), .change, .changeOfClasses, .noSampleLost, .noClassLost,
            .noClassRenumbered:
            true
        case .statistic(let question): question.isChange
        case .sql(let question): question.isChange || question.parameters.contains("previous")
        case .amount, .everyClass, .everySample, .everySampleHasStatus: false
        }
    }

    var isOfFindings: Bool {
        switch self {
        case .amount(let subject, _), .change(let subject, _, _): subject.isOfFindings
        default: false
        }
    }

    /// The gate in the words of the grammar, without what it compares with.
    var text: String {
        switch self {
        case .amount(let subject, .none): "no " + subject.text
        case .amount(let subject, let bound): "\(bound.text) \(subject.text)"
        case .change(let subject, let direction, let bound):
            "\(subject.text) \(direction.rawValue) \(bound.text)"
        case .changeOfClasses(let direction, let bound):
            if case .atMost(let number) = bound.comparison {
                "no class \(direction.rawValue) more than \(number)\(bound.isPercent ? "%" : "")"
            } else {
                "every class \(direction.rawValue) \(bound.text)"
            }
        case .everyClass(.any): "no class is empty"
        case .everyClass(let bound): "every class has \(bound.text) annotations"
        case .everySample(let statuses, let bound):
            "every \(Question.lead(statuses))sample has "
                + (bound == .any ? "an annotation" : "\(bound.text) annotations")
        case .everySampleHasStatus(let statuses): "every sample is \(Subject.text(statuses))"
        case .noSampleLost: "no sample is lost"
        case .noClassLost: "no class is lost"
        case .noClassRenumbered: "no category changed its id"
        case .statistic(let question): question.text
        case .sql(let question): question.text
        }
    }

    private static func lead(_ statuses: [String]) -> String {
        statuses.isEmpty ? "" : Subject.text(statuses) + " "
    }
}

extension StatisticQuestion {
    /// `boxes width_median where category = person: at least 8`.
    var text: String {
        var words = statistic.name
        if let table { words += "." + table }
        words += " " + figure
        if !conditions.isEmpty {
            words +=
                " where "
                + conditions.map { condition in
                    condition.column + " = " + condition.values.map(\.text).joined(separator: " or ")
                }.joined(separator: ", ")
        }
        for (word, values) in [
            ("status", filter.statuses), ("category", filter.categories), ("sensor", filter.sensors),
            ("", filter.condition.map { [$0] } ?? []),
        ] where !values.isEmpty {
            words += " of \(word)\(word.isEmpty ? "" : " ")" + values.joined(separator: " or ")
        }
        switch rows {
        case .one: break
        case .all: words += ", every row"
        case .any: words += ", any row"
        case .sum: words += ", in all"
        }
        return words + (isChange ? " changes by " : ": ") + bound.text
    }
}

extension SQLQuestion {
    /// The query on one line, and the bound.
    var text: String {
        let line = sql.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
        return (line.count > 60 ? line.prefix(59) + "…" : line) + (isChange ? " changes by " : ": ")
            + bound.text
    }
}
