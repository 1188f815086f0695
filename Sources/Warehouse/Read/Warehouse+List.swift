import Platform
import SQLite
import Schema

extension Warehouse {
    /// All releases, or those of a dataset, newest first: by the moment of their creation, whatever its offset from
    /// UTC, then by their import. Those whose `created_at` is no date come last.
    ///
    /// - Parameter dataset: `owner/name`, or `name` alone.
    /// - Throws: ``WarehouseError``: `notFound` for a dataset that is not there.
    public func releases(dataset: String? = nil) throws -> [ReleaseSummary] {
        try translating {
            var found: [(order: ReleaseOrder, release: ReleaseSummary)] = []
            try connection.query(
                """
                SELECT r.ref, d.name, r.name, r.description, r.created_at, r.task_type, r.samples, r.labels,
                    r.annotations, r.imported_at, r.source, r.source_bytes, lower(hex(r.digest)), r.id
                FROM release AS r
                JOIN dataset AS d ON d.id = r.dataset_id
                """
            ) { row in
                let release = ReleaseSummary(
                    ref: row.text(0), dataset: row.text(1), release: row.text(2),
                    description: row.string(at: 3), createdAt: row.string(at: 4),
                    taskType: row.string(at: 5), samples: row.int(6), labels: row.int(7),
                    annotations: row.int(8), importedAt: row.text(9), source: row.text(10),
                    sourceBytes: row.int(11), digest: row.text(12))
                let order = ReleaseOrder(createdAt: release.createdAt, id: row.int64(at: 13))
                found.append((order, release))
            }
            let all = found.sorted { $0.order > $1.order }.map(\.release)
            guard let dataset else { return all }
            let named = all.filter { Self.isCalled($0, dataset) }
            if named.isEmpty {
                throw WarehouseError(
                    kind: .notFound, message: "there is no dataset \(dataset)",
                    remedy: .list(.datasets),
                    candidates: NearestNames.of(dataset, in: Array(Set(all.map(\.dataset)))))
            }
            return named
        }
    }

    /// A dataset's name without its owner.
    static func shortName(_ dataset: String) -> String {
        dataset.firstIndex(of: "/").map { String(dataset[dataset.index(after: $0)...]) } ?? dataset
    }

    /// Whether a release's dataset is named so, with its owner or without.
    static func isCalled(_ release: ReleaseSummary, _ dataset: String) -> Bool {
        release.dataset.isExactly(dataset) || shortName(release.dataset).isExactly(dataset)
    }

    /// All datasets, that with the newest release first.
    ///
    /// - Throws: ``WarehouseError``.
    public func datasets() throws -> [DatasetSummary] {
        var datasets: [DatasetSummary] = []
        for release in try releases() {
            if let index = datasets.firstIndex(where: { $0.dataset.isExactly(release.dataset) }) {
                datasets[index].releases += 1
                continue
            }
            datasets.append(
                DatasetSummary(
                    dataset: release.dataset, releases: 1, latest: release.release,
                    latestCreatedAt: release.createdAt, samples: release.samples, labels: release.labels,
                    annotations: release.annotations))
        }
        return datasets
    }

    /// The references of one release, or of all, newest first.
    func refs(of reference: String?) throws -> [String] {
        try reference.map { [try release($0).ref] } ?? releases().map(\.ref)
    }

    /// The labelsets of a release, or of all, newest first.
    ///
    /// - Parameter ref: see ``release(_:)``.
    /// - Throws: ``WarehouseError``.
    public func labelsets(ref: String? = nil) throws -> [LabelsetSummary] {
        try translating {
            try refs(of: ref).flatMap { ref in
                var found: [LabelsetSummary] = []
                try connection.query(
                    """
                    SELECT ls.name, rl.position, rl.description, rl.is_groundtruth, rl.created_at, rl.labels,
                        rl.annotations
                    FROM release AS r
                    JOIN release_labelset AS rl ON rl.release_id = r.id
                    JOIN labelset AS ls ON ls.id = rl.labelset_id
                    WHERE r.ref = ?
                    ORDER BY rl.position IS NULL, rl.position, ls.name
                    """, Value(ref)
                ) { row in
                    found.append(
                        LabelsetSummary(
                            ref: ref, labelset: row.text(0), position: row.optionalInt(1),
                            description: row.string(at: 2),
                            isGroundtruth: row.optionalInt(3).map { $0 != 0 }, createdAt: row.string(at: 4),
                            labels: row.int(5), annotations: row.int(6)))
                }
                return found
            }
        }
    }

    /// The categories of a release, or of all, newest first, in the order of the files.
    ///
    /// - Parameter ref: see ``release(_:)``.
    /// - Throws: ``WarehouseError``.
    public func categories(ref: String? = nil) throws -> [CategorySummary] {
        try translating {
            try refs(of: ref).flatMap { ref in
                let counts = try annotationsByCategory(of: ref)
                var found: [CategorySummary] = []
                try connection.query(
                    """
                    SELECT c.category_id, c.position, c.name, c.color, c.has_instances
                    FROM release AS r
                    JOIN category AS c ON c.taxonomy_id = r.taxonomy_id
                    WHERE r.ref = ?
                    ORDER BY c.position
                    """, Value(ref)
                ) { row in
                    let id = row.optionalInt64(0)
                    found.append(
                        CategorySummary(
                            ref: ref, categoryID: id, position: row.int(1), category: row.string(at: 2),
                            color: row.string(at: 3), hasInstances: row.optionalInt(4).map { $0 != 0 },
                            byLabelset: counts.map { labelset in
                                LabelsetAnnotations(
                                    labelset: labelset.name,
                                    annotations: id.flatMap { labelset.counts[$0] } ?? 0)
                            }))
                }
                return found
            }
        }
    }

    /// How often each labelset of a release annotates each category, in the release's order.
    private func annotationsByCategory(of ref: String) throws -> [(name: String, counts: [Int64: Int])] {
        var found: [(name: String, counts: [Int64: Int])] = []
        var last: Int64?
        try connection.query(
            """
            SELECT ls.id, ls.name, n.category_id, n.annotations
            FROM release AS r
            JOIN release_labelset AS rl ON rl.release_id = r.id
            JOIN labelset AS ls ON ls.id = rl.labelset_id
            LEFT JOIN release_category AS n ON n.release_id = r.id AND n.labelset_id = ls.id
            WHERE r.ref = ?
            ORDER BY rl.position IS NULL, rl.position, ls.name
            """, Value(ref)
        ) { row in
            let labelset = row.int64(at: 0)
            if labelset != last { found.append((row.text(1), [:])) }
            last = labelset
            if let id = row.optionalInt64(2) { found[found.count - 1].counts[id] = row.int(3) }
        }
        return found
    }

    /// One release in detail: read from its roll-ups, but for the sensors.
    ///
    /// - Parameter reference: see ``release(_:)``.
    /// - Throws: ``WarehouseError``.
    public func show(_ reference: String) throws -> ReleaseDetail {
        try translating {
            let release = try self.release(reference)
            var statuses: [StatusCount] = []
            var types: [TypeCount] = []
            try connection.query(
                """
                SELECT ls.name, s.label_status, s.labels
                FROM release AS r
                JOIN release_labelset AS rl ON rl.release_id = r.id
                JOIN labelset AS ls ON ls.id = rl.labelset_id
                JOIN release_status AS s ON s.release_id = r.id AND s.labelset_id = ls.id
                WHERE r.ref = ?
                ORDER BY rl.position IS NULL, rl.position, ls.name, s.labels DESC, s.label_status
                """, Value(release.ref)
            ) { row in
                statuses.append(StatusCount(labelset: row.text(0), status: row.text(1), labels: row.int(2)))
            }
            try connection.query(
                """
                SELECT ls.name, t.type, t.annotations
                FROM release AS r
                JOIN release_labelset AS rl ON rl.release_id = r.id
                JOIN labelset AS ls ON ls.id = rl.labelset_id
                JOIN release_type AS t ON t.release_id = r.id AND t.labelset_id = ls.id
                WHERE r.ref = ?
                ORDER BY rl.position IS NULL, rl.position, ls.name, t.annotations DESC, t.type
                """, Value(release.ref)
            ) { row in
                types.append(
                    TypeCount(labelset: row.text(0), type: row.string(at: 1), annotations: row.int(2)))
            }
            let labelsets = try labelsets(ref: release.ref)
            let (statusesOfAll, typesOfAll) = (statuses, types)
            statuses = []
            types = []
            for labelset in labelsets {
                statuses += statusesOfAll.filter { $0.labelset.isExactly(labelset.labelset) }
                let missing = release.samples - labelset.labels
                if missing > 0 {
                    statuses.append(
                        StatusCount(
                            labelset: labelset.labelset, status: LabelStatus.noLabel, labels: missing))
                }
                let own = typesOfAll.filter { $0.labelset.isExactly(labelset.labelset) }
                types += own
                let typed = own.reduce(0) { $0 + $1.annotations }
                if typed < labelset.annotations {
                    types.append(
                        TypeCount(
                            labelset: labelset.labelset, type: nil, annotations: labelset.annotations - typed)
                    )
                }
            }
            let extra = try connection.first("SELECT extra FROM release WHERE ref = ?", Value(release.ref)) {
                $0.string(at: 0)
            }
            return ReleaseDetail(
                release: release, labelsets: labelsets, categories: try categories(ref: release.ref),
                statuses: statuses, types: types, sensors: try sensors(ref: release.ref), extra: extra ?? nil)
        }
    }

    /// The warehouse as a file: its size, its versions, its tables.
    ///
    /// - Throws: ``WarehouseError``.
    public func information() throws -> WarehouseInformation {
        try translating {
            var names: [String] = []
            try connection.query(
                """
                SELECT name FROM sqlite_schema
                WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                ORDER BY name
                """
            ) { names.append($0.text(0)) }
            let tables = try names.map { name in
                TableSize(
                    table: name,
                    rows: try connection.first("SELECT count(*) FROM \"\(name)\"") { $0.int(0) } ?? 0,
                    bytes: try? connection.first(
                        "SELECT sum(pgsize) FROM dbstat WHERE name = ? AND aggregate = TRUE", Value(name)
                    ) { $0.int(0) })
            }
            func count(_ table: String) throws -> Int {
                try connection.first("SELECT count(*) FROM \(table)") { $0.int(0) } ?? 0
            }
            var status = stat()
            return WarehouseInformation(
                path: path, bytes: stat(path, &status) == 0 ? Int(status.st_size) : 0,
                schemaVersion: Int(try connection.userVersion), newestSchemaVersion: Migrator.newestVersion,
                sqliteVersion: Connection.libraryVersion, datasets: try count("dataset"),
                releases: try count("release"), tables: tables)
        }
    }

    /// The references of a warehouse that begin with some characters, for a shell to offer; none on any error.
    public static func completions(path: String, prefix: String) -> [String] {
        guard let warehouse = try? Warehouse(path: path, access: .read, busyTimeout: .milliseconds(100)),
            let releases = try? warehouse.releases()
        else { return [] }
        return releases.flatMap { [$0.ref, "\(shortName($0.dataset))@\($0.release)"] }
            .filter { $0.hasPrefix(prefix) }
    }
}
