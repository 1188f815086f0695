import SQLite
import Schema

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension Warehouse {
    /// All releases, or those of a dataset, newest first: by their creation, then by their import.
    ///
    /// - Parameter dataset: `owner/name`, or `name` alone.
    /// - Throws: ``WarehouseError``: `notFound` for a dataset that is not there.
    public func releases(dataset: String? = nil) throws -> [ReleaseSummary] {
        try translating {
            var all: [ReleaseSummary] = []
            try connection.query(
                """
                SELECT r.ref, d.name, r.name, r.description, r.created_at, r.task_type, r.samples, r.labels,
                    r.annotations, r.imported_at, r.source, r.source_bytes, lower(hex(r.digest))
                FROM release AS r
                JOIN dataset AS d ON d.id = r.dataset_id
                ORDER BY r.created_at IS NULL, r.created_at DESC, r.id DESC
                """
            ) { row in
                all.append(
                    ReleaseSummary(
                        ref: row.text(0), dataset: row.text(1), release: row.text(2),
                        description: row.string(at: 3), createdAt: row.string(at: 4),
                        taskType: row.string(at: 5), samples: row.int(6), labels: row.int(7),
                        annotations: row.int(8), importedAt: row.text(9), source: row.text(10),
                        sourceBytes: row.int(11), digest: row.text(12)))
            }
            guard let dataset else { return all }
            let found = all.filter { Self.isCalled($0, dataset) }
            if found.isEmpty {
                throw WarehouseError(
                    kind: .notFound, message: "there is no dataset \(dataset)",
                    hint: "see them all: relwh list datasets",
                    candidates: NearestNames.of(dataset, in: Array(Set(all.map(\.dataset)))))
            }
            return found
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

    /// The labelsets of a release, or of all.
    ///
    /// - Parameter ref: see ``resolve(_:)``.
    /// - Throws: ``WarehouseError``.
    public func labelsets(ref: String? = nil) throws -> [LabelsetSummary] {
        try translating {
            let only = try ref.map { try resolve($0).ref }
            var found: [LabelsetSummary] = []
            try connection.query(
                """
                SELECT r.ref, ls.name, rl.position, rl.description, rl.is_groundtruth, rl.created_at, rl.labels,
                    rl.annotations
                FROM release AS r
                JOIN release_labelset AS rl ON rl.release_id = r.id
                JOIN labelset AS ls ON ls.id = rl.labelset_id
                WHERE ?1 IS NULL OR r.ref = ?1
                ORDER BY r.created_at IS NULL, r.created_at DESC, r.id DESC, rl.position IS NULL, rl.position,
                    ls.name
                """, Value(only)
            ) { row in
                found.append(
                    LabelsetSummary(
                        ref: row.text(0), labelset: row.text(1), position: row.optionalInt(2),
                        description: row.string(at: 3), isGroundtruth: row.optionalInt(4).map { $0 != 0 },
                        createdAt: row.string(at: 5), labels: row.int(6), annotations: row.int(7)))
            }
            return found
        }
    }

    /// The categories of a release, or of all, in the order of the files.
    ///
    /// - Parameter ref: see ``resolve(_:)``.
    /// - Throws: ``WarehouseError``.
    public func categories(ref: String? = nil) throws -> [CategorySummary] {
        try translating {
            let only = try ref.map { try resolve($0).ref }
            var found: [CategorySummary] = []
            try connection.query(
                """
                SELECT r.ref, c.category_id, c.position, c.name, c.color, c.has_instances,
                    (SELECT coalesce(sum(n.annotations), 0)
                     FROM release_category AS n
                     WHERE n.release_id = r.id AND n.category_id = c.category_id)
                FROM release AS r
                JOIN category AS c ON c.taxonomy_id = r.taxonomy_id
                WHERE ?1 IS NULL OR r.ref = ?1
                ORDER BY r.created_at IS NULL, r.created_at DESC, r.id DESC, c.position
                """, Value(only)
            ) { row in
                found.append(
                    CategorySummary(
                        ref: row.text(0), categoryID: row.isNull(at: 1) ? nil : row.int64(at: 1),
                        position: row.int(2), category: row.string(at: 3), color: row.string(at: 4),
                        hasInstances: row.optionalInt(5).map { $0 != 0 }, annotations: row.int(6)))
            }
            return found
        }
    }

    /// One release in detail: read from its roll-ups, but for the sensors.
    ///
    /// - Parameter reference: see ``resolve(_:)``.
    /// - Throws: ``WarehouseError``.
    public func show(_ reference: String) throws -> ReleaseDetail {
        try translating {
            let release = try resolve(reference)
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
            for labelset in labelsets {
                let unlabelled = release.samples - labelset.labels
                if unlabelled > 0 {
                    statuses.append(
                        StatusCount(labelset: labelset.labelset, status: "UNLABELED", labels: unlabelled))
                }
                let typed = types.filter { $0.labelset.isExactly(labelset.labelset) }.reduce(0) {
                    $0 + $1.annotations
                }
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

extension Row {
    /// A count or a place of ours. What none of ours reaches is cut, so that no sum of a damaged file's overflows.
    func int(_ index: Int) -> Int { Int(min(max(int64(at: index), -1 << 40), 1 << 40)) }
    func optionalInt(_ index: Int) -> Int? { isNull(at: index) ? nil : int(index) }
    func text(_ index: Int) -> String { string(at: index) ?? "" }
}
