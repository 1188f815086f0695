import SQLite

extension Warehouse {
    /// What became of one sample: of each release of its dataset, whether it is there and what of it changed.
    ///
    /// Only this sample is read; where two releases share its state and their categories, it is not even opened.
    ///
    /// - Parameter sample: a uuid, the beginning of one, or a name.
    /// - Throws: ``WarehouseError``: `notFound`, `ambiguous` with what it could be, `unusable`.
    public func history(
        of sample: String, options: SampleHistoryOptions = SampleHistoryOptions()
    ) throws -> SampleHistory {
        try translating {
            try connection.transaction(.deferred) {
                try SampleHistoryReader(self, options).history(of: sample)
            }
        }
    }
}

/// Reads the history of one sample.
private struct SampleHistoryReader {
    private struct Release {
        var id: Int64
        var taxonomyID: Int64
        var summary: ReleaseSummary
    }

    private let warehouse: Warehouse
    private let options: SampleHistoryOptions

    init(_ warehouse: Warehouse, _ options: SampleHistoryOptions) {
        self.warehouse = warehouse
        self.options = options
    }

    private var connection: Connection { warehouse.connection }

    func history(of word: String) throws -> SampleHistory {
        let known = try releases()
        let lookup = SampleLookup(connection: connection)
        let sample = try lookup.find(word, among: known.map(\.id))
        let all = try known.map { release in (release, try state(of: sample.id, in: release.id)) }
        let holders = all.filter { $0.1 != nil }.map(\.0.summary.dataset)
        let datasets = Set(holders.map(ExactText.init))
        guard datasets.count == 1, let dataset = datasets.first?.text else {
            throw WarehouseError(
                kind: .ambiguous, message: "several datasets contain the sample \(sample.uuid)",
                remedy: .nameDataset, candidates: datasets.sorted().map(\.text))
        }
        let own = all.filter { $0.0.summary.dataset.isExactly(dataset) }
        try FilterValues(options.diff).check(own.reversed().map { (connection, $0.0.summary.ref) })
        let entries = try entries(own)
        return SampleHistory(
            sampleUUID: sample.uuid, sample: try name(of: all.compactMap(\.1).last), dataset: dataset,
            entries: entries)
    }

    /// Oldest first.
    private func releases() throws -> [Release] {
        var summaries = try warehouse.releases(dataset: options.dataset)
        if let until = options.until {
            guard let index = summaries.firstIndex(where: { $0.ref.isExactly(until) }) else {
                throw WarehouseError(kind: .notFound, message: "there is no release \(until)")
            }
            let dataset = summaries[index].dataset
            summaries = summaries[index...].filter { $0.dataset.isExactly(dataset) }
        }
        var ids: [ExactText: (id: Int64, taxonomyID: Int64)] = [:]
        try connection.query("SELECT ref, id, taxonomy_id FROM release") { row in
            ids[ExactText(row.text(0))] = (row.int64(at: 1), row.int64(at: 2))
        }
        return summaries.reversed().compactMap { summary in
            ids[ExactText(summary.ref)].map {
                Release(id: $0.id, taxonomyID: $0.taxonomyID, summary: summary)
            }
        }
    }

    private func state(of sample: Int64, in release: Int64) throws -> Int64? {
        try connection.first(
            "SELECT sample_state_id FROM release_sample WHERE release_id = ?1 AND sample_id = ?2",
            Value(release), Value(sample)
        ) { $0.int64(at: 0) }
    }

    private func name(of state: Int64?) throws -> String? {
        guard let state else { return nil }
        return try connection.first(
            """
            SELECT v.name
            FROM sample_state AS st
            JOIN sample_version AS v ON v.id = st.sample_version_id
            WHERE st.id = ?
            """, Value(state)
        ) { $0.string(at: 0) } ?? nil
    }

    // MARK: Entries

    /// A state, and the last release that has it.
    private struct Holding {
        var state: Int64
        var release: Release
        /// Whether the track that is asked for is in it.
        var hasSubject: Bool
    }

    private func entries(_ releases: [(Release, Int64?)]) throws -> [SampleHistory.Entry] {
        var entries: [SampleHistory.Entry] = []
        var last: Holding?
        var wasThere = false
        var wasEverThere = false
        for (release, state) in releases {
            let isThere =
                try state.map { state in
                    try last.flatMap { $0.state == state ? $0.hasSubject : nil } ?? hasSubject(state)
                } ?? false
            let isOfInterest = wasThere || isThere
            let changes = isOfInterest ? try changes(from: last, to: state, in: release) : []
            let kind: SampleHistory.Kind =
                switch (wasThere, isThere) {
                case (false, false): .absent
                case (false, true): wasEverThere ? .returned : .added
                case (true, false): .removed
                case (true, true): changes.isEmpty ? .unchanged : .modified
                }
            entries.append(
                SampleHistory.Entry(
                    release: release.summary, kind: kind, previous: last?.release.summary.ref,
                    changes: changes, labels: try labels(of: state)))
            if let state { last = Holding(state: state, release: release, hasSubject: isThere) }
            wasThere = isThere
            wasEverThere = wasEverThere || isThere
        }
        return entries
    }

    private func changes(from last: Holding?, to state: Int64?, in release: Release) throws -> [Change] {
        // With other categories, a number may mean another class, and what did not change is recategorized.
        if last?.state == state, last?.release.taxonomyID == release.taxonomyID { return [] }
        var options = options.diff
        // What it brought along may be of the track.
        if self.options.track != nil { options.level = .annotation }
        var changes: [Change] = []
        let reporter = DiffReporter(options) { change in
            if change.isOf(track: self.options.track) { changes.append(change) }
        }
        let diff = try ReleaseDiff(
            DiffSide(warehouse: warehouse, ref: (last?.release ?? release).summary.ref),
            DiffSide(warehouse: warehouse, ref: release.summary.ref), options, reporter)
        var comparison = try SampleComparison(diff, SamplePair(old: last?.state, new: state))
        try comparison.report()
        return changes
    }

    /// Whether a state has the track that is asked for, if one is.
    private func hasSubject(_ state: Int64) throws -> Bool {
        guard let track = options.track else { return true }
        var labels: [Int64] = []
        try connection.query(
            """
            SELECT sl.label_id, ls.name
            FROM state_label AS sl
            JOIN labelset AS ls ON ls.id = sl.labelset_id
            WHERE sl.sample_state_id = ? AND sl.label_id IS NOT NULL
            """, Value(state)
        ) { row in
            if isAsked(row.text(1)) { labels.append(row.int64(at: 0)) }
        }
        return try labels.contains { label in
            try connection.first(
                """
                SELECT 1
                FROM label AS l
                CROSS JOIN frame AS f NOT INDEXED
                    ON f.id >= l.first_frame_id AND f.id < l.first_frame_id + l.frame_rows
                CROSS JOIN annotation AS a NOT INDEXED
                    ON a.id >= f.first_annotation_id AND a.id < f.first_annotation_id + f.annotations
                WHERE l.id = ?1 AND a.track_id = ?2
                """, Value(label), Value(track)
            ) { _ in true } ?? false
        }
    }

    private func isAsked(_ labelset: String) -> Bool {
        options.diff.labelsets.isEmpty || options.diff.labelsets.contains { $0.isExactly(labelset) }
    }

    private func labels(of state: Int64?) throws -> [SampleHistory.Label] {
        guard let state else { return [] }
        var labels: [SampleHistory.Label] = []
        try connection.query(
            """
            SELECT ls.name, l.label_status, l.annotations
            FROM state_label AS sl
            JOIN labelset AS ls ON ls.id = sl.labelset_id
            JOIN label AS l ON l.id = sl.label_id
            WHERE sl.sample_state_id = ?
            ORDER BY sl.labelset_id
            """, Value(state)
        ) { row in
            guard isAsked(row.text(0)) else { return }
            labels.append(
                SampleHistory.Label(
                    labelset: row.text(0), status: row.string(at: 1), annotations: row.int(2)))
        }
        return labels
    }
}

extension Change {
    /// Whether it belongs to a track, before or after; nil for any.
    fileprivate func isOf(track: Int64?) -> Bool {
        guard let track else { return true }
        guard level == .annotation else { return false }
        return trackID == track || from?["track_id"]?.integer == track
    }
}
