import SQLite

/// A named parameter of a query.
public struct QueryParameter: Sendable, Hashable {
    /// Without `:`, `@` or `$`.
    public var name: String
    public var value: Value

    public init(name: String, value: Value) {
        self.name = name
        self.value = value
    }
}

/// How far a query may go.
public struct QueryOptions: Sendable {
    /// nil: as long as it takes.
    public var timeout: Duration?
    /// nil: all rows.
    public var maximumRows: Int?
    public var cancellation: Cancellation?

    public init(
        timeout: Duration? = .seconds(30), maximumRows: Int? = nil, cancellation: Cancellation? = nil
    ) {
        self.timeout = timeout
        self.maximumRows = maximumRows
        self.cancellation = cancellation
    }
}

public struct QueryColumn: Sendable, Hashable {
    public var name: String
    /// Whether it bears the name of one of the views' JSON columns.
    public var isJSON: Bool

    public init(name: String, isJSON: Bool) {
        self.name = name
        self.isJSON = isJSON
    }
}

public struct QueryOutcome: Sendable, Hashable {
    public var rows: Int
    /// Whether there were more rows than asked for.
    public var isTruncated: Bool

    public init(rows: Int, isTruncated: Bool) {
        self.rows = rows
        self.isTruncated = isTruncated
    }
}

extension Warehouse {
    private static let jsonColumns = Set(
        (views + DiffTable.allCases.map(\.layout)).flatMap(\.columns).filter(\.isJSON).map(\.name))

    /// Runs one query that reads, and nothing else.
    ///
    /// Whatever would change something, reach another file or load code is refused before it runs, by the engine's
    /// authorizer: only reading, and functions that are harmless.
    ///
    /// - Parameters:
    ///   - columns: is given the result's columns, before the first row.
    ///   - row: is given each row.
    /// - Throws: ``WarehouseError``: `sql` with the byte at fault, `limit` when time is up, `interrupted`; whatever
    ///   `columns` and `row` throw.
    @discardableResult
    public func query(
        _ sql: String, parameters: [QueryParameter] = [], options: QueryOptions = QueryOptions(),
        columns: ([QueryColumn]) throws -> Void = { _ in }, row: ([Value]) throws -> Void
    ) throws -> QueryOutcome {
        let clock = ContinuousClock()
        let deadline = options.timeout.map { clock.now.advanced(by: $0) }
        var isLate = false
        try translating { meetTableFunctions() }
        connection.setAuthorizer(QueryAuthorizer.authorize)
        connection.onProgress(every: 20_000) {
            if options.cancellation?.isCancelled == true { return true }
            if let deadline, clock.now >= deadline { isLate = true }
            return isLate
        }
        defer {
            connection.setAuthorizer(nil)
            connection.onProgress(every: 0, nil)
        }
        do {
            return try run(sql, parameters, options, columns, row)
        } catch let error as SQLiteError {
            if isLate, error.isInterrupt {
                throw WarehouseError(
                    kind: .limit, message: "the query took longer than \(Self.text(options.timeout))",
                    remedy: .allowMoreTime)
            }
            if options.cancellation?.isCancelled == true, error.isInterrupt {
                throw WarehouseError(kind: .interrupted, message: "interrupted")
            }
            throw translate(error, sql)
        }
    }

    private func run(
        _ sql: String, _ parameters: [QueryParameter], _ options: QueryOptions,
        _ columns: ([QueryColumn]) throws -> Void, _ row: ([Value]) throws -> Void
    ) throws -> QueryOutcome {
        let statement = try connection.prepare(sql)
        guard statement.isReadOnly else {
            throw WarehouseError(
                kind: .sql, message: "this would change the warehouse", remedy: .importOrRemove)
        }
        try statement.bind(
            named: Dictionary(parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }))
        let width = statement.columnCount
        try columns(
            (0..<width).map { index in
                let name = statement.columnName(index)
                return QueryColumn(name: name, isJSON: Self.jsonColumns.contains(name))
            })
        var outcome = QueryOutcome(rows: 0, isTruncated: false)
        while try statement.step() {
            if let most = options.maximumRows, outcome.rows >= most {
                outcome.isTruncated = true
                statement.reset()
                break
            }
            try row((0..<width).map { statement.row.value(at: $0) })
            outcome.rows += 1
        }
        return outcome
    }

    private static let readOnlyHint = "queries are read-only; import adds releases, and rm removes them"

    /// Uses each table-valued function once before the authorizer is set: the first use in a connection looks to the
    /// authorizer as if a table were made.
    private func meetTableFunctions() {
        // One that this SQLite does not have is the query's to complain about.
        for name in QueryAuthorizer.tableFunctions {
            _ = try? connection.withStatement("SELECT 1 FROM \(name)") { _ in }
        }
    }

    private func translate(_ error: SQLiteError, _ sql: String) -> any Error {
        if error.isBusy || error.isCorrupt || error.isNotADatabase || error.isIOError {
            return WarehouseError.from(error, path: path, waited: busyTimeout)
        }
        if error.isDenied || error.isReadOnly {
            return WarehouseError(
                kind: .sql, message: "not allowed: \(error.message)", remedy: .importOrRemove, sql: sql,
                sqlOffset: error.offset)
        }
        // See `Migrator.overlay()`.
        if error.message.hasPrefix("access to view ") {
            return WarehouseError(
                kind: .sql,
                message: "\(error.message): the views of \(path) were made by another version of the program",
                remedy: .migrate(path: path), sql: sql, sqlOffset: error.offset)
        }
        let advice = SQLNames(connection: connection).advice(on: error.message, in: sql)
        return WarehouseError(
            kind: .sql, message: error.misuse.map { "\($0)" } ?? error.message, hint: advice.hint,
            candidates: advice.candidates, sql: sql, sqlOffset: error.offset)
    }

    private static func text(_ duration: Duration?) -> String {
        guard let duration else { return "it may" }
        let (seconds, attoseconds) = duration.components
        if attoseconds == 0 { return seconds == 1 ? "1 second" : "\(seconds) seconds" }
        return "\(Double(seconds) + Double(attoseconds) * 1e-18) seconds"
    }
}
