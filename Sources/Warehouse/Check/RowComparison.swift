import SQLite

/// Compares runs of rows with what an import would write of the same content.
///
/// Its statements stay prepared: a check runs each of them once per label.
final class RowComparison {
    /// A row that is not as it should be; without a column it should not be there, or should.
    struct Difference {
        var table: ContentTable
        var column: String?
        var row: Int64
        var stored: Value
        var found: Value
    }

    private let connection: Connection
    private var statements: [ContentTable: Statement] = [:]
    private var columns: [ContentTable: [String]] = [:]

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// Compares the rows whose ids lie in a range.
    ///
    /// - Parameters:
    ///   - count: how many rows there should be.
    ///   - id: the id of each, ascending.
    ///   - bind: binds what each should contain.
    ///   - note: called with each difference.
    func compare(
        _ table: ContentTable, _ ids: Range<Int64>, count: Int, id: (Int) -> Int64,
        bind: (inout RowProbe, Int) -> Void, note: (Difference) -> Void
    ) throws {
        if ids.isEmpty { return }
        let statement = try statement(table)
        let width = columns[table]?.count ?? 0
        statement.bind(ids.lowerBound, at: 1)
        statement.bind(ids.upperBound, at: 2)
        defer { statement.reset() }
        var next = 0
        func missing(_ index: Int) {
            note(Difference(table: table, column: nil, row: id(index), stored: .null, found: .text("a row")))
        }
        while try statement.step() {
            let row = statement.row.int64(at: width)
            while next < count, id(next) < row {
                missing(next)
                next += 1
            }
            guard next < count, id(next) == row else {
                note(Difference(table: table, column: nil, row: row, stored: .text("a row"), found: .null))
                continue
            }
            var probe = RowProbe(statement)
            bind(&probe, next)
            probe.finish(width)
            for difference in probe.differences {
                note(
                    Difference(
                        table: table, column: columns[table]?[difference.column], row: row,
                        stored: difference.stored, found: difference.found))
            }
            next += 1
        }
        while next < count {
            missing(next)
            next += 1
        }
    }

    private func statement(_ table: ContentTable) throws -> Statement {
        if let statement = statements[table] { return statement }
        columns[table] = table.columns
        let key = table == .pointLabel ? "frame_id" : "id"
        // Attributes are in a shared set, or with the annotation: for its content that makes no difference.
        let list = table.columns.map { column in
            table == .annotation && column == "attributes"
                ? """
                iif(
                    typeof(attributes) = 'integer',
                    (SELECT t.attributes FROM attribute_set AS t WHERE t.id = annotation.attributes), attributes)
                """
                : column
        }
        let statement = try connection.prepare(
            """
            SELECT \(list.joined(separator: ", ")), \(key)
            FROM \(table.rawValue)
            WHERE \(key) >= ? AND \(key) < ?
            ORDER BY \(key)
            """)
        statements[table] = statement
        return statement
    }
}
