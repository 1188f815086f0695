import SQLite

extension Warehouse {
    /// Compares two releases.
    ///
    /// Changes come in the order of the newer release: its own fields, categories, attribute definitions, labelsets,
    /// then sample after sample, those that are gone last; of a sample its own change, then label after label: the
    /// label's own change, its annotations by sensor, frame and position, its links. Changes are passed on as they
    /// are found, and all is read of one moment. What is equal is never opened: the two sides agree by their ids in
    /// one warehouse, by their digests in two.
    ///
    /// The other way round the same changes come out, turned round.
    ///
    /// - Returns: how much changed: the changes, counted.
    /// - Throws: ``WarehouseError``: `notFound`, for a filter's value that neither release has too, `interrupted`, `unusable`; whatever `change` throws.
    public static func diff(
        from old: DiffSide, to new: DiffSide, options: DiffOptions = DiffOptions(),
        change: (Change) throws -> Void
    ) throws -> DiffSummary {
        try withoutActuallyEscaping(change) { change in
            let reporter = DiffReporter(options, sink: change)
            // One file that was opened twice is one warehouse all the same.
            let isOneFile = old.warehouse.isFile && old.warehouse.path.isExactly(new.warehouse.path)
            let new = isOneFile ? DiffSide(warehouse: old.warehouse, ref: new.ref) : new
            return try old.warehouse.atOneMoment {
                func run() throws -> DiffSummary {
                    try FilterValues(options).check(
                        [new, old].map { ($0.warehouse.connection, $0.ref) })
                    return try ReleaseDiff(old, new, options, reporter).run()
                }
                return try new.warehouse === old.warehouse ? run() : new.warehouse.atOneMoment(run)
            }
        }
    }

    private func atOneMoment<R>(_ body: () throws -> R) throws -> R {
        try translating { try connection.transaction(.deferred, body) }
    }
}
