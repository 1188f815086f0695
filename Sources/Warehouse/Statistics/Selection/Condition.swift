import SQLite
import Schema

/// What passes an SQL expression over the columns of a view.
final class Condition: Sendable {
    private enum Passing: Sendable {
        case annotations([Int64])
        /// By labelset.
        case labels([Int64: Set<Int64>])
        case samples(Set<Int64>)
    }

    private let passing: Passing

    /// Evaluates the expression once for each of the view's rows in a release.
    ///
    /// The expression can read and calculate, and nothing else: the engine's authorizer sees to that.
    ///
    /// - Throws: ``WarehouseError``: `sql`, with the byte of the expression at fault.
    init(_ connection: Connection, _ expression: String, view: Statistic.View, releaseID: Int64) throws {
        guard let rows = View.all.first(where: { $0.name == view.rawValue })?.rowsWithIDs else {
            throw WarehouseError(kind: .sql, message: "there are no conditions on \(view.rawValue)")
        }
        let sql = "SELECT id_1, id_2 FROM (\(rows)) WHERE ("
        var annotations: [Int64] = []
        var labels: [Int64: Set<Int64>] = [:]
        var samples: Set<Int64> = []
        guard ExpressionText.isWhole(expression) else {
            throw WarehouseError(
                kind: .sql, message: "invalid condition: its parentheses or quotes do not match",
                hint: "write it as in a WHERE clause: \"area > 1000 AND sensor IS NULL\"", sql: expression)
        }
        do {
            connection.setAuthorizer(QueryAuthorizer.authorize)
            defer { connection.setAuthorizer(nil) }
            // The line break ends a comment in the expression.
            let statement = try connection.prepare(sql + expression + "\n)")
            guard statement.isReadOnly, statement.parameterCount == 1 else {
                throw WarehouseError(
                    kind: .sql, message: "invalid condition: it is not one expression",
                    hint:
                        "write it as in a WHERE clause, without parameters: \"area > 1000 AND sensor IS NULL\""
                )
            }
            try statement.bind([Value(releaseID)])
            while try statement.step() {
                let id = statement.row.int64(at: 0)
                switch view {
                case .annotations: annotations.append(id)
                case .labels: labels[statement.row.int64(at: 1), default: []].insert(id)
                case .samples: samples.insert(id)
                }
            }
        } catch let error as SQLiteError {
            if error.isInterrupt { throw error }
            let advice = SQLNames(connection: connection).advice(
                on: error.message, in: expression, over: view.rawValue)
            throw WarehouseError(
                kind: .sql, message: "invalid condition: \(error.message)",
                hint: advice.hint, remedy: advice.hint == nil ? .describe(view: view.rawValue) : nil,
                candidates: advice.candidates, sql: expression,
                sqlOffset: error.offset.map { max(0, min(expression.utf8.count, $0 - sql.utf8.count)) })
        }
        switch view {
        case .annotations:
            annotations.sort()
            passing = .annotations(annotations)
        case .labels: passing = .labels(labels)
        case .samples: passing = .samples(samples)
        }
    }

    // MARK: What passes

    /// Whether a label may pass; annotations are told apart by ``annotations``.
    func keeps(_ label: SelectedLabel, in labelset: ReleaseLabelset) -> Bool {
        switch passing {
        case .annotations: true
        case .labels(let passing): passing[labelset.id]?.contains(label.sampleID) ?? false
        case .samples(let passing): passing.contains(label.sampleID)
        }
    }

    /// The annotations that pass, in order; nil when the condition is not on annotations.
    var annotations: [Int64]? {
        if case .annotations(let ids) = passing { ids } else { nil }
    }

    /// The samples that pass; nil when the condition is not on samples.
    var samples: Set<Int64>? {
        if case .samples(let ids) = passing { ids } else { nil }
    }
}
