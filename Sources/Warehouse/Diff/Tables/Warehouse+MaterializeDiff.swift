import SQLite

extension Warehouse {
    /// Compares two releases, and keeps the changes in temporary tables for ``query(_:parameters:options:columns:row:)``.
    ///
    /// The tables are ``DiffTable``'s, in the memory of this connection, beside the views of this warehouse; they are
    /// gone when it is closed, and a later call replaces them. Changes are reported down to `annotation`, as ``DiffOptions/level`` has
    /// it: what a sample or label brought along has rows, too. Samples are paired by uuid only.
    ///
    /// - Parameters:
    ///   - old: a release of this warehouse or of another.
    ///   - new: likewise.
    ///   - tables: those to be filled; the others remain empty.
    /// - Returns: how much changed.
    /// - Throws: as ``diff(from:to:options:change:)``.
    @discardableResult
    public func materializeDiff(
        from old: DiffSide, to new: DiffSide, options: DiffOptions = DiffOptions(),
        tables: Set<DiffTable> = Set(DiffTable.allCases)
    ) throws -> DiffSummary {
        try translating {
            var options = options
            options.level = .annotation
            options.pairsSamplesByName = false
            return try writingTemporarily {
                let columns = try makeDiffTables()
                do {
                    let writer = try DiffTableWriter(
                        connection, columns.filter { tables.contains($0.key) },
                        columns: DiffTable.ownColumns.map(\.name), sides: (old, new))
                    let summary = try Self.diff(from: old, to: new, options: options, change: writer.add)
                    try writer.finish()
                    return summary
                } catch {
                    // What was found before is half of the truth.
                    for table in DiffTable.allCases {
                        try? connection.execute("DELETE FROM temp.\(table.rawValue)")
                    }
                    throw error
                }
            }
        }
    }

    /// Makes the tables, empty, with columns that take values as they are.
    private func makeDiffTables() throws -> [DiffTable: [String]] {
        var columns: [DiffTable: [String]] = [:]
        for table in DiffTable.allCases {
            let names = table.layout.columns.map(\.name)
            try connection.execute(
                """
                DROP TABLE IF EXISTS temp.\(table.rawValue);
                CREATE TEMPORARY TABLE \(table.rawValue) (\(names.joined(separator: ", ")));
                """)
            columns[table] = names
        }
        return columns
    }

    /// Lets `body` write temporary tables, in memory, on a connection that else only reads.
    private func writingTemporarily<R>(_ body: () throws -> R) throws -> R {
        let isReading = try connection.first("PRAGMA query_only") { $0.int(0) != 0 } ?? false
        // Setting it again would drop the tables that are there.
        if try connection.first("PRAGMA temp_store", transform: { $0.int(0) }) != 2 {
            try connection.execute("PRAGMA temp_store = MEMORY")
        }
        if isReading { try connection.execute("PRAGMA query_only = OFF") }
        defer {
            if isReading { try? connection.execute("PRAGMA query_only = ON") }
        }
        return try body()
    }
}
