import SQLite

/// What a warehouse has names for, beside its releases.
public enum NamedThing: Sendable, CaseIterable {
    case dataset, labelset, status, category, sensor
}

extension Warehouse {
    /// The different names of a kind in the warehouse at `path`, in alphabetical order, for a shell to offer; none on
    /// any error, and none where another process has the file locked. The platform's statuses are always there.
    public static func names(of thing: NamedThing, path: String) -> [String] {
        let known = thing == .status ? LabelStatus.platform : []
        guard let warehouse = try? Warehouse(path: path, access: .read, busyTimeout: .milliseconds(100)),
            let names = try? warehouse.names(of: thing)
        else { return known }
        return known + names.filter { !known.contains($0) }
    }

    /// The different names of a kind, in alphabetical order. A dataset's is there with its owner and without.
    ///
    /// - Throws: ``WarehouseError``.
    func names(of thing: NamedThing) throws -> [String] {
        let sql =
            switch thing {
            case .dataset:
                """
                SELECT d.name FROM dataset AS d WHERE d.id IN (SELECT dataset_id FROM release)
                UNION SELECT substr(d.name, instr(d.name, '/') + 1) FROM dataset AS d
                WHERE d.id IN (SELECT dataset_id FROM release)
                """
            case .labelset:
                "SELECT name FROM labelset WHERE id IN (SELECT labelset_id FROM release_labelset)"
            case .status: "SELECT DISTINCT label_status FROM release_status"
            case .category:
                """
                SELECT DISTINCT name FROM category
                WHERE taxonomy_id IN (SELECT taxonomy_id FROM release) AND name IS NOT NULL
                """
            // A row for each sensor of each label: the first of them have all the names.
            case .sensor:
                "SELECT DISTINCT name FROM (SELECT name FROM sensor LIMIT 100000) WHERE name IS NOT NULL"
            }
        return try translating {
            var names: [String] = []
            try connection.query(sql) { names.append($0.text(0)) }
            return names.sorted()
        }
    }
}
