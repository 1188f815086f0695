import SQLite

/// Counts findings in the releases of a dataset, one after the other, and which of them are new and fixed in each.
///
/// Releases of one dataset share nearly all of their content, and the findings on a sample are the same in all that
/// contain it with the same taxonomy: a release is counted by difference from the one before, and only samples that
/// differ are checked, in both. If the taxonomies or labelsets differ, all samples of both are checked.
///
/// Findings about the whole release (``ReleaseRules``) are not counted.
struct FindingsHistory {
    struct Key: Hashable {
        /// nil for findings outside labelsets.
        var labelset: ExactText?
        /// In ``RuleCatalogue/rules``.
        var rule: Int
    }

    struct Count {
        var findings = 0
        var occurrences = 0
        /// Findings that the release before does not have; nil without one.
        var new: Int?
        /// Findings of the release before that this one does not have.
        var fixed: Int?
    }

    /// How many samples of two releases are compared at a time.
    private static let segment = 8192

    private let warehouse: Warehouse
    private let options: ValidationOptions
    private let keeps: (Finding) -> Bool
    private let numbers: [String: Int]
    /// The counts of the last release, for the next one to start from.
    private var last: (ref: String, counts: [Key: Count])?

    /// - Parameter keeps: which findings are counted.
    init(_ warehouse: Warehouse, _ options: ValidationOptions, keeps: @escaping (Finding) -> Bool) {
        self.warehouse = warehouse
        self.options = options
        self.keeps = keeps
        numbers = Dictionary(
            RuleCatalogue.rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// - Parameter before: the release before in the history; nil for the first.
    mutating func counts(
        of release: ReleaseSummary, before: ReleaseSummary?
    ) throws -> [Key: Count] {
        let new = try validation(of: release)
        var counts: [Key: Count] = [:]
        if let before {
            let old = try validation(of: before)
            let isAlike = new.context.isAlike(old.context)
            var comparison = Comparison()
            for pairs in try pairs(of: old, new, onlyChanged: isAlike) {
                try comparison.compare(
                    entries(pairs.compactMap(\.old), old), with: entries(pairs.compactMap(\.new), new))
            }
            try comparison.compare(headerEntries(old), with: headerEntries(new))
            if isAlike {
                if let last, last.ref.isExactly(before.ref) {
                    counts = last.counts
                    comparison.settle(&counts, addsFindings: true)
                } else {
                    counts = try whole(new)
                    comparison.settle(&counts, addsFindings: false)
                }
            } else {
                // All of the release was checked: the counts of the one before do not matter.
                comparison.settle(&counts, addsFindings: false)
                for (key, found) in comparison.found {
                    counts[key, default: Count()].findings = found.findings
                    counts[key, default: Count()].occurrences = found.occurrences
                }
            }
        } else {
            counts = try whole(new)
        }
        counts = counts.filter { $0.value.findings > 0 || ($0.value.fixed ?? 0) > 0 }
        last = (release.ref, counts)
        return counts
    }

    private func validation(of release: ReleaseSummary) throws -> Validation {
        try Validation(warehouse, release, options, includesWhole: false)
    }

    // MARK: What there is

    /// A finding, by what distinguishes it from others.
    private struct Entry {
        var key: Key
        var fingerprint: UInt64
        var occurrences: Int
    }

    private func whole(_ validation: Validation) throws -> [Key: Count] {
        var counts: [Key: Count] = [:]
        func add(_ finding: Finding) {
            guard keeps(finding), let key = key(of: finding) else { return }
            counts[key, default: Count()].findings += 1
            counts[key, default: Count()].occurrences += finding.count
        }
        _ = try validation.scan(validation.plan()) { $0.findings.forEach(add) }
        try validation.headerFindings().forEach(add)
        return counts
    }

    private func entries(_ plan: [PlannedSample], _ validation: Validation) throws -> [Entry] {
        guard !plan.isEmpty else { return [] }
        var entries: [Entry] = []
        _ = try validation.scan(plan) { entries += $0.findings.compactMap(entry) }
        return entries
    }

    private func headerEntries(_ validation: Validation) throws -> [Entry] {
        try validation.headerFindings().compactMap(entry)
    }

    private func entry(_ finding: Finding) -> Entry? {
        guard keeps(finding), let key = key(of: finding) else { return nil }
        return Entry(key: key, fingerprint: finding.fingerprintNumber, occurrences: finding.count)
    }

    private func key(of finding: Finding) -> Key? {
        numbers[finding.rule].map {
            Key(labelset: finding.place.labelset.map(ExactText.init), rule: $0)
        }
    }

    // MARK: What differs

    private typealias Pair = (old: PlannedSample?, new: PlannedSample?)

    /// The samples of two releases, those of the newer in its order, those that are gone last; in segments.
    private func pairs(of old: Validation, _ new: Validation, onlyChanged: Bool) throws -> [ArraySlice<Pair>]
    {
        func sample(_ row: borrowing Row, _ column: Int) -> PlannedSample? {
            guard !row.isNull(at: column) else { return nil }
            return PlannedSample(
                sampleID: row.int64(at: 0), stateID: row.int64(at: column),
                position: Int32(clamping: row.int64(at: column + 1)))
        }
        var pairs: [Pair] = []
        let ids = [Value(old.context.releaseID), Value(new.context.releaseID)]
        try warehouse.connection.query(
            """
            SELECT n.sample_id, o.sample_state_id, o.position, n.sample_state_id, n.position
            FROM release_sample AS n
            LEFT JOIN release_sample AS o ON o.release_id = ?1 AND o.sample_id = n.sample_id
            WHERE n.release_id = ?2\(onlyChanged ? " AND n.sample_state_id IS NOT o.sample_state_id" : "")
            ORDER BY n.position
            """, parameters: ids
        ) { row in
            pairs.append((sample(row, 1), sample(row, 3)))
        }
        try warehouse.connection.query(
            """
            SELECT o.sample_id, o.sample_state_id, o.position
            FROM release_sample AS o
            WHERE o.release_id = ?1 AND NOT EXISTS (
                SELECT 1 FROM release_sample AS n WHERE n.release_id = ?2 AND n.sample_id = o.sample_id)
            ORDER BY o.position
            """, parameters: ids
        ) { row in
            pairs.append((sample(row, 1), nil))
        }
        return stride(from: 0, to: pairs.count, by: Self.segment).map {
            pairs[$0..<min($0 + Self.segment, pairs.count)]
        }
    }

    /// The differences of two releases, counted.
    private struct Comparison {
        /// How many more there are in the newer release.
        var more: [Key: Count] = [:]
        var newFindings: [Key: Int] = [:]
        var fixedFindings: [Key: Int] = [:]
        /// Of the newer release, as far as it was checked.
        var found: [Key: Count] = [:]

        /// - Parameters: findings of the same samples.
        mutating func compare(_ old: [Entry], with new: [Entry]) {
            var left: [UInt64: Int] = [:]
            for entry in old {
                left[entry.fingerprint, default: 0] += 1
                more[entry.key, default: Count()].findings -= 1
                more[entry.key, default: Count()].occurrences -= entry.occurrences
            }
            for entry in new {
                more[entry.key, default: Count()].findings += 1
                more[entry.key, default: Count()].occurrences += entry.occurrences
                found[entry.key, default: Count()].findings += 1
                found[entry.key, default: Count()].occurrences += entry.occurrences
                if let number = left[entry.fingerprint], number > 0 {
                    left[entry.fingerprint] = number - 1
                } else {
                    newFindings[entry.key, default: 0] += 1
                }
            }
            // Those that are left of a fingerprint are the same: any of them will do.
            for entry in old {
                guard let number = left[entry.fingerprint], number > 0 else { continue }
                left[entry.fingerprint] = number - 1
                fixedFindings[entry.key, default: 0] += 1
            }
        }

        /// Adds new and fixed findings to counts.
        ///
        /// - Parameter addsFindings: whether the counts are those of the release before.
        func settle(_ counts: inout [Key: Count], addsFindings: Bool) {
            for key in Set(counts.keys).union(more.keys) {
                var count = counts[key] ?? Count()
                if addsFindings, let more = more[key] {
                    count.findings += more.findings
                    count.occurrences += more.occurrences
                }
                count.new = newFindings[key] ?? 0
                count.fixed = fixedFindings[key] ?? 0
                counts[key] = count
            }
        }
    }
}

extension RuleContext {
    /// Whether the findings on a sample's content are the same in both releases.
    fileprivate func isAlike(_ other: RuleContext) -> Bool {
        func isSame(_ one: String?, _ other: String?) -> Bool {
            one.map(ExactText.init) == other.map(ExactText.init)
        }
        return taxonomy.id == other.taxonomy.id && isSame(taskType, other.taskType)
            && labelsets.count == other.labelsets.count
            && zip(labelsets, other.labelsets).allSatisfy { $0.id == $1.id && $0.untyped == $1.untyped }
    }
}
