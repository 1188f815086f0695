import SQLite
import Schema

/// A view that people query, and what its columns mean.
public struct ViewDescription: Sendable, Hashable {
    public var name: String
    public var summary: String
    public var columns: [ColumnDescription]

    public init(name: String, summary: String, columns: [ColumnDescription]) {
        self.name = name
        self.summary = summary
        self.columns = columns
    }
}

public struct ColumnDescription: Sendable, Hashable {
    public var name: String
    public var description: String

    public init(name: String, description: String) {
        self.name = name
        self.description = description
    }
}

extension Warehouse {
    /// The warehouse's views, in the order in which the migrations first made them.
    ///
    /// - Throws: ``WarehouseError``.
    public func views() throws -> [ViewDescription] {
        try translating {
            var views: [ViewDescription] = []
            try connection.query(
                """
                SELECT name, sql FROM sqlite_schema WHERE type = 'view'
                ORDER BY nullif(instr(?1, 'CREATE VIEW ' || name || ' AS '), 0) NULLS LAST, rowid
                """, Value(Migration.all.map(\.script).joined())
            ) { row in
                views.append(Self.describe(row.string(at: 0) ?? "", row.string(at: 1) ?? ""))
            }
            return views
        }
    }

    /// The views of the schema that this program writes; needs no warehouse.
    public static func viewsOfCurrentSchema() throws -> [ViewDescription] {
        let warehouse = try Warehouse(path: ":memory:", access: .write)
        return try warehouse.views()
    }

    /// Reads the descriptions out of the view's own text: a comment behind its name, and one behind each column.
    static func describe(_ name: String, _ sql: String) -> ViewDescription {
        var view = ViewDescription(name: name, summary: "", columns: [])
        for line in sql.split(separator: "\n", omittingEmptySubsequences: false) {
            guard let dashes = line.firstRange(of: "-- ") else { continue }
            let comment = String(line[dashes.upperBound...])
            guard let alias = line.firstRange(of: " AS ") else { continue }
            if view.summary.isEmpty, line.hasPrefix("CREATE VIEW") {
                view.summary = inPlainWords(comment)
                continue
            }
            // The last AS of the line names the column; those before it belong to the expression.
            var start = alias.upperBound
            while let next = line[start..<dashes.lowerBound].firstRange(of: " AS ") {
                start = next.upperBound
            }
            let column = line[start..<dashes.lowerBound].filter { $0 != "," && $0 != " " }
            view.columns.append(ColumnDescription(name: String(column), description: comment))
        }
        return view
    }

    /// `One row a sample` as `One row per sample`. Migrations are never edited, and a new one would make every view
    /// again for a word.
    private static func inPlainWords(_ summary: String) -> String {
        for article in ["a ", "an "] where summary.hasPrefix("One row " + article) {
            return "One row per " + summary.dropFirst("One row ".count + article.count)
        }
        return summary
    }
}
