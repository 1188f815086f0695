import SQLite

/// The annotations of a labelset, release by release.
public struct AnnotationHistory: Sendable, Hashable {
    public var labelset: String
    /// Those of a dataset up to one of them, oldest first.
    public var releases: [ReleaseSummary]
    /// One for each release; nil where it does not have the labelset.
    public var annotations: [Int?]
}

extension Warehouse {
    /// How many annotations the labelsets of a release have had in each release of its dataset up to it, by what was
    /// counted at import.
    ///
    /// - Parameter reference: see ``resolve(_:)``.
    /// - Returns: one history for each labelset that the options leave, in the release's order; none when there was no
    ///   release before, or when what was counted does not answer: filters on statuses and sensors, and conditions,
    ///   ask of each annotation.
    /// - Throws: as ``statistics(_:of:options:)``.
    public func annotationHistory(
        of reference: String, options: StatisticOptions = StatisticOptions()
    ) throws -> [AnnotationHistory] {
        guard options.statuses.isEmpty, options.sensors.isEmpty, options.condition == nil else { return [] }
        return try reading(options.cancellation) {
            let release = try release(reference)
            let all = try releases(dataset: release.dataset).filter { $0.dataset.isExactly(release.dataset) }
            guard let index = all.firstIndex(where: { $0.ref.isExactly(release.ref) }) else { return [] }
            let releases = Array(all[index...].reversed())
            guard releases.count > 1 else { return [] }
            var taxonomies: [Int64: Taxonomy] = [:]
            let counts = try zip(releases, followed(options, releases)).map { release, options in
                try annotations(of: release, options, &taxonomies)
            }
            return (counts.last ?? []).map { own in
                AnnotationHistory(
                    labelset: own.labelset, releases: releases,
                    annotations: counts.map { counts in
                        counts.first { $0.labelset.isExactly(own.labelset) }?.annotations
                    })
            }
        }
    }

    /// The annotations of each labelset that pass the options' filters; 0 for a category that the release does not
    /// have.
    private func annotations(
        of release: ReleaseSummary, _ options: StatisticOptions?, _ taxonomies: inout [Int64: Taxonomy]
    ) throws -> [(labelset: String, annotations: Int)] {
        let scope = try ReleaseScope(connection, ref: release.ref, &taxonomies)
        var wanted: Set<Int64>?
        if let options, !options.categories.isEmpty {
            wanted = Set(options.categories.flatMap { scope.categories($0) ?? [] })
        } else if options == nil {
            wanted = []
        }
        var labelsets = scope.labelsets
        if let names = options?.labelsets, !names.isEmpty {
            labelsets.removeAll { own in !names.contains { own.name.isExactly($0) } }
        }
        guard let wanted else { return labelsets.map { ($0.name, $0.annotations) } }
        return try labelsets.map { own in
            var annotations = 0
            try connection.query(
                """
                SELECT category_id, annotations
                FROM release_category
                WHERE release_id = ? AND labelset_id = ?
                """, Value(scope.releaseID), Value(own.id)
            ) { row in
                if wanted.contains(row.int64(at: 0)) { annotations += row.int(1) }
            }
            return (own.name, annotations)
        }
    }
}
