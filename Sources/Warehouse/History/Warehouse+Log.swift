import SQLite

extension Warehouse {
    /// The history: releases, newest first, and what each changed against the one before it in its dataset.
    ///
    /// The order is that of ``releases(dataset:)``.
    ///
    /// - Parameters:
    ///   - dataset: `owner/name`, or `name` alone; nil for all datasets.
    ///   - limit: at most this many releases; nil for all.
    /// - Throws: ``WarehouseError``: `notFound` for a dataset that is not there, `unusable`.
    public func log(dataset: String? = nil, limit: Int? = nil) throws -> [LogEntry] {
        try translating {
            // One transaction: all is read of the same moment.
            try connection.transaction(.deferred) {
                let releases = try releases(dataset: dataset)
                var reader = HistoryReader(connection: connection)
                return try releases.indices.prefix(max(0, limit ?? releases.count)).map { index in
                    let release = releases[index]
                    let previous = releases[(index + 1)...].first { $0.dataset.isExactly(release.dataset) }
                    return try reader.entry(release, after: previous)
                }
            }
        }
    }
}

/// Reads what a history is made of.
private struct HistoryReader {
    let connection: Connection
    /// By the taxonomy's id: most releases of a dataset share one.
    private var categories: [Int64: [CategoryIdentity]] = [:]

    init(connection: Connection) {
        self.connection = connection
    }

    mutating func entry(_ release: ReleaseSummary, after previous: ReleaseSummary?) throws -> LogEntry {
        guard let previous else { return LogEntry(release: release, previous: nil, changes: nil) }
        let old = try ReleaseKey(connection, ref: previous.ref)
        let new = try ReleaseKey(connection, ref: release.ref)
        let comparison = ReleaseComparison(connection: connection, old: old.id, new: new.id)
        var counts = try comparison.counts()
        if old.taxonomyID != new.taxonomyID {
            let numbers = CategoryMeanings(
                from: try categories(of: old.taxonomyID), to: try categories(of: new.taxonomyID))
            try comparison.countRecategorized(by: numbers, into: &counts)
        }
        return LogEntry(
            release: release, previous: previous.ref,
            changes: LogEntry.Changes(
                samples: counts.samples,
                labels: counts.labels.values.reduce(LogEntry.Labels(), +),
                labelsets: try comparison.labelsets().map {
                    LogEntry.Labelset(
                        labelset: $0.name, labels: counts.labels[$0.id] ?? LogEntry.Labels(),
                        annotations: $0.annotations)
                },
                annotations: LogEntry.Annotations(before: previous.annotations, after: release.annotations),
                categories: try categoryChanges(old.taxonomyID, new.taxonomyID)))
    }

    private mutating func categoryChanges(_ old: Int64, _ new: Int64) throws -> CategoryChanges {
        guard old != new else { return CategoryChanges() }
        return CategoryChanges(from: try categories(of: old), to: try categories(of: new))
    }

    private mutating func categories(of taxonomy: Int64) throws -> [CategoryIdentity] {
        if let known = categories[taxonomy] { return known }
        var found: [CategoryIdentity] = []
        try connection.query(
            "SELECT category_id, name FROM category WHERE taxonomy_id = ? ORDER BY position", Value(taxonomy)
        ) { row in
            found.append(CategoryIdentity(id: row.optionalInt64(0), name: row.string(at: 1)))
        }
        categories[taxonomy] = found
        return found
    }
}
