import SQLite

extension Warehouse {
    /// Deletes what no release uses, and gives the space back to the disk.
    ///
    /// Removing a release frees its content at once. What may remain are words that releases share, and the room
    /// that was freed: the file does not shrink by itself. Rows go in one transaction. Then the file is rewritten
    /// if that is worthwhile, in a second one: readers keep what they see, and however it ends, the
    /// warehouse is whole.
    ///
    /// - Parameter cancellation: asked now and then.
    /// - Throws: ``WarehouseError``: `unusable`, `interrupted`; `limit` where the disk has no room to write the file
    ///   again, with the rows gone already.
    public func collectGarbage(
        options: GarbageOptions = GarbageOptions(), cancellation: Cancellation? = nil
    ) throws -> GarbageReport {
        try translating {
            let start = ContinuousClock.now
            connection.onProgress(every: 20_000) { cancellation?.isCancelled == true }
            defer { connection.onProgress(every: 0, nil) }
            let before = bytesOnDisk
            var isCompacted = false
            let tables: [GarbageReport.Table]
            if options.dryRun {
                tables = try connection.transaction(.deferred) { try countGarbage() }
            } else {
                tables = try withoutForeignKeys {
                    try connection.transaction(.immediate) {
                        try checkPresence()
                        let tables = try deleteGarbage()
                        if cancellation?.isCancelled == true {
                            throw WarehouseError(
                                kind: .interrupted, message: "interrupted; the warehouse is as it was")
                        }
                        return tables
                    }
                }
                isCompacted = try compact(options.compaction)
                emptyLog()
            }
            let (seconds, attoseconds) = (ContinuousClock.now - start).components
            return GarbageReport(
                path: path, isDryRun: options.dryRun, tables: tables.filter { $0.rows > 0 },
                bytesBefore: before, bytesAfter: bytesOnDisk, freeBytes: try freePages().bytes,
                isCompacted: isCompacted, seconds: Double(seconds) + Double(attoseconds) * 1e-18)
        }
    }

    // MARK: Rows

    func countGarbage() throws -> [GarbageReport.Table] {
        try UsedContent(connection).tables.map { table in
            GarbageReport.Table(
                table: table.name,
                rows: try forEachGap(
                    of: table,
                    "SELECT count(*) FROM \(table.name) WHERE \(table.column) BETWEEN ? AND ?"
                ) { $0.row.int(0) })
        }
    }

    private func deleteGarbage() throws -> [GarbageReport.Table] {
        try UsedContent(connection).tables.map { table in
            GarbageReport.Table(
                table: table.name,
                rows: try forEachGap(
                    of: table, "DELETE FROM \(table.name) WHERE \(table.column) BETWEEN ? AND ?"
                ) { _ in connection.changes })
        }
    }

    /// Runs a statement for each range of ids that are not in use; returns the sum of what `count` returns.
    private func forEachGap(
        of table: UsedContent.Table, _ sql: String, count: (Statement) -> Int
    ) throws -> Int {
        try connection.withStatement(sql) { statement in
            var rows = 0
            for gap in table.used.gaps {
                statement.bind(gap.lowerBound, at: 1)
                statement.bind(gap.upperBound, at: 2)
                _ = try statement.step()
                rows += count(statement)
                statement.reset()
            }
            return rows
        }
    }

    /// Runs `body` without enforcing foreign keys, which costs a scan of the referring table for each row that is
    /// deleted from the one that it refers to.
    func withoutForeignKeys<R>(_ body: () throws -> R) throws -> R {
        try connection.configure([.foreignKeys: false])
        defer { try? connection.configure([.foreignKeys: true]) }
        return try body()
    }

    // MARK: Room

    /// Rewrites the file, if that is worthwhile; returns whether it did.
    private func compact(_ compaction: GarbageOptions.Compaction) throws -> Bool {
        let free = try freePages()
        switch compaction {
        case .never: return false
        case .whereWorthwhile: if free.pages == 0 || free.pages * 10 < free.of { return false }
        case .always: break
        }
        // The new file is made in the temporary folder, not in memory.
        try connection.execute("PRAGMA temp_store = FILE")
        defer { try? connection.execute("PRAGMA temp_store = MEMORY") }
        do {
            try connection.run("VACUUM")
        } catch let error as SQLiteError where error.isFull || error.isIOError {
            throw WarehouseError(
                kind: .limit,
                message:
                    "\(path): what no release uses was deleted, but there is no space to rewrite the file",
                hint:
                    "imports will use the free space in it; to give it back to the disk, run this again with "
                    + "SQLITE_TMPDIR set to a folder with enough space for the warehouse")
        } catch let error as SQLiteError where error.isInterrupt {
            throw WarehouseError(
                kind: .interrupted,
                message:
                    "interrupted; what no release uses was deleted, but its space was not given back to the disk"
            )
        }
        return true
    }

    private func freePages() throws -> (pages: Int, of: Int, bytes: Int) {
        let free = try connection.first("PRAGMA freelist_count") { $0.int(0) } ?? 0
        let all = try connection.first("PRAGMA page_count") { $0.int(0) } ?? 0
        let size = try connection.first("PRAGMA page_size") { $0.int(0) } ?? 0
        return (free, all, free * size)
    }
}
