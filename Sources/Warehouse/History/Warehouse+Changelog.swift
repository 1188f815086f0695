import SQLite

extension Warehouse {
    /// The releases of a dataset, newest first, and what each changed against the one before it, for release notes.
    ///
    /// Changes are counted as they are found: memory does not grow with them. The order is that of
    /// ``releases(dataset:)``.
    ///
    /// - Parameters:
    ///   - dataset: `owner/name`, or `name` alone; nil for that of `since`, else the only one.
    ///   - limit: at most this many releases; nil for all.
    ///   - since: a release (see ``resolve(_:)``) of the dataset: only those after it are listed.
    ///   - cancellation: ends the comparison between two samples.
    /// - Throws: ``WarehouseError``: `notFound`, `ambiguous` with the datasets there are, `interrupted`, `unusable`.
    public func changelog(
        dataset: String? = nil, limit: Int? = nil, since: String? = nil, cancellation: Cancellation? = nil
    ) throws -> [ChangelogEntry] {
        let first = try since.map { try resolve($0) }
        let releases = try releasesOfOneDataset(dataset ?? first?.dataset)
        var listed = releases[...]
        if let first {
            guard let index = releases.firstIndex(where: { $0.ref.isExactly(first.ref) }) else {
                throw WarehouseError(
                    kind: .notFound, message: "\(first.ref) is not a release of \(dataset ?? first.dataset)",
                    candidates: releases.prefix(3).map(\.ref))
            }
            listed = releases[..<index]
        }
        return try listed.prefix(max(0, limit ?? listed.count)).indices.map { index in
            let previous = releases.indices.contains(index + 1) ? releases[index + 1] : nil
            return try entry(releases[index], after: previous, cancellation)
        }
    }

    private func releasesOfOneDataset(_ dataset: String?) throws -> [ReleaseSummary] {
        let releases = try releases(dataset: dataset)
        let datasets = Set(releases.map { ExactText($0.dataset) })
        guard datasets.count < 2 else {
            throw WarehouseError(
                kind: .ambiguous,
                message: dataset.map { "\($0) is ambiguous" } ?? "there are several datasets",
                hint: "name one of them", candidates: datasets.sorted().map(\.text))
        }
        return releases
    }

    private func entry(
        _ release: ReleaseSummary, after previous: ReleaseSummary?, _ cancellation: Cancellation?
    ) throws -> ChangelogEntry {
        guard let previous else {
            return ChangelogEntry(
                release: release, previous: nil, changes: nil,
                beginning: ChangelogEntry.Beginning(
                    labelsets: try labelsets(ref: release.ref), categories: try categories(ref: release.ref)))
        }
        var options = DiffOptions()
        // What samples and labels brought along is counted by category, too.
        options.level = .annotation
        options.cancellation = cancellation
        var counter = ChangelogCounter()
        let summary = try Self.diff(
            from: DiffSide(warehouse: self, ref: previous.ref),
            to: DiffSide(warehouse: self, ref: release.ref), options: options
        ) { counter.add($0) }
        return ChangelogEntry(
            release: release, previous: previous, changes: counter.changes(summary), beginning: nil)
    }
}
