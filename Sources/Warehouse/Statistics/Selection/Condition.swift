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
    init(_ connection: Connection, _ expression: String, view: String, releaseID: Int64) throws {
        let ids = Self.ids[view] ?? "NULL AS id_1, NULL AS id_2"
        let rows = "SELECT \(ids),\n\(try Self.body(of: view))\nWHERE r.id = ?1"
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
            connection.setAuthorizer(Warehouse.authorize)
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
                case Statistic.View.annotations.rawValue: annotations.append(id)
                case Statistic.View.labels.rawValue:
                    labels[statement.row.int64(at: 1), default: []].insert(id)
                default: samples.insert(id)
                }
            }
        } catch let error as SQLiteError {
            if error.isInterrupt { throw error }
            let advice = SQLNames(connection: connection).advice(
                on: error.message, in: expression, over: view)
            throw WarehouseError(
                kind: .sql, message: "invalid condition: \(error.message)",
                hint: advice.hint, remedy: advice.hint == nil ? .describe(view: view) : nil,
                candidates: advice.candidates, sql: expression,
                sqlOffset: error.offset.map { max(0, min(expression.utf8.count, $0 - sql.utf8.count)) })
        }
        switch view {
        case Statistic.View.annotations.rawValue:
            annotations.sort()
            passing = .annotations(annotations)
        case Statistic.View.labels.rawValue: passing = .labels(labels)
        default: passing = .samples(samples)
        }
    }

    /// The columns that tell a view's rows apart in the tables.
    private static let ids = [
        "annotations": "a.id AS id_1, NULL AS id_2",
        "labels": "rs.sample_id AS id_1, sl.labelset_id AS id_2",
        "samples": "rs.sample_id AS id_1, NULL AS id_2",
    ]

    /// The view's own text behind its SELECT: as this program writes it, whatever the file says.
    private static func body(of view: String) throws -> String {
        for migration in Migration.all.reversed() {
            guard let start = migration.script.firstRange(of: "CREATE VIEW \(view) AS ") else { continue }
            let rest = migration.script[start.upperBound...]
            guard let select = rest.firstRange(of: "SELECT\n"), let end = rest.firstRange(of: ";\n") else {
                break
            }
            return String(rest[select.upperBound..<end.lowerBound])
        }
        throw WarehouseError(kind: .sql, message: "there is no view \(view)")
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
