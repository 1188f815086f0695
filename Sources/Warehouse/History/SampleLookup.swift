import SQLite

/// Finds one sample by what a user calls it.
struct SampleLookup {
    struct Found {
        var id: Int64
        var uuid: String
    }

    /// The most that are named where several answer.
    private static let mostNamed = 8
    private static let mostSuggested = 3

    let connection: Connection

    /// A sample of one of the releases, by its uuid, the beginning of its uuid, or its name in one of them.
    ///
    /// Uuids have an index. Names have none: they are searched only if no uuid matches.
    ///
    /// - Throws: ``WarehouseError``: `notFound`, `ambiguous`.
    func find(_ word: String, among releases: [Int64]) throws -> Found {
        if let exact = try samples("s.uuid = ?1", [Value(word)]).first,
            try isContained(exact.id, in: releases)
        {
            return exact
        }
        if let end = Self.end(ofPrefix: word) {
            // More than enough to find one of the releases', and to see that there are several.
            let begun = try samples("s.uuid >= ?1 AND s.uuid < ?2", [Value(word), Value(end)])
            if let found = try only(begun, word, releases) { return found }
        }
        let named = try samples(
            """
            s.id IN (
                SELECT st.sample_id
                FROM sample_state AS st
                WHERE st.sample_version_id IN (SELECT v.id FROM sample_version AS v WHERE v.name = ?1))
            """, [Value(word)])
        if let found = try only(named, word, releases) { return found }
        throw WarehouseError(
            kind: .notFound, message: "there is no sample \(word)",
            remedy: .nameSample,
            candidates: try nearNames(word, releases))
    }

    /// The few names that a word may have been meant for, of the latest release that has any.
    private func nearNames(_ word: String, _ releases: [Int64]) throws -> [String] {
        let limit = max(2, word.count / 4)
        for release in releases.reversed() {
            var names: [(name: String, distance: Int)] = []
            try connection.query(
                """
                SELECT v.name
                FROM release_sample AS rs
                JOIN sample_state AS st ON st.id = rs.sample_state_id
                JOIN sample_version AS v ON v.id = st.sample_version_id
                WHERE rs.release_id = ? AND v.name IS NOT NULL
                ORDER BY rs.position
                """, Value(release)
            ) { row in
                let name = row.text(0)
                if name.contains(word) {
                    names.append((name, 0))
                } else if abs(name.utf8.count - word.utf8.count) <= limit {
                    let distance = NearestNames.distance(word, name)
                    if distance <= limit { names.append((name, distance)) }
                }
            }
            if names.isEmpty { continue }
            return names.enumerated()
                .sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }
                .prefix(Self.mostSuggested).map(\.element.name)
        }
        return []
    }

    private func samples(_ condition: String, _ parameters: [Value]) throws -> [Found] {
        var found: [Found] = []
        try connection.query(
            "SELECT s.id, s.uuid FROM sample AS s WHERE \(condition) ORDER BY s.uuid", parameters: parameters
        ) { row in
            found.append(Found(id: row.int64(at: 0), uuid: row.text(1)))
        }
        return found
    }

    private func isContained(_ sample: Int64, in releases: [Int64]) throws -> Bool {
        try releases.contains { release in
            try connection.first(
                "SELECT 1 FROM release_sample WHERE release_id = ?1 AND sample_id = ?2", Value(release),
                Value(sample)
            ) { _ in true } ?? false
        }
    }

    private func only(_ candidates: [Found], _ word: String, _ releases: [Int64]) throws -> Found? {
        var found: [Found] = []
        for sample in candidates where try isContained(sample.id, in: releases) {
            found.append(sample)
            if found.count > Self.mostNamed { break }
        }
        if found.count > 1 {
            let named = try found.prefix(Self.mostNamed).map {
                ($0.uuid, try datasets(of: $0.id, among: releases))
            }
            let isOneDataset = Set(named.flatMap(\.1).map(ExactText.init)).count == 1
            throw WarehouseError(
                kind: .ambiguous, message: "\(word) is ambiguous",
                hint: isOneDataset ? "give one of these uuids" : nil,
                remedy: isOneDataset ? nil : .nameSampleOrDataset,
                candidates: named.map { "\($0)  \($1.joined(separator: ", "))" })
        }
        return found.first
    }

    private func datasets(of sample: Int64, among releases: [Int64]) throws -> [String] {
        var names: [String] = []
        try connection.query(
            """
            SELECT DISTINCT d.name
            FROM release_sample AS rs
            JOIN release AS r ON r.id = rs.release_id
            JOIN dataset AS d ON d.id = r.dataset_id
            WHERE rs.sample_id = ?1 AND rs.release_id IN (SELECT value FROM json_each(?2))
            ORDER BY d.name
            """, Value(sample), .text("[" + releases.map(\.description).joined(separator: ",") + "]")
        ) { names.append($0.text(0)) }
        return names
    }

    /// The first text after all those with this beginning: SQLite compares bytes, and no UTF-8 contains 0xFF.
    private static func end(ofPrefix word: String) -> String? {
        guard let last = word.unicodeScalars.last, last.value < 0x7F else { return nil }
        var scalars = word.unicodeScalars
        scalars.removeLast()
        guard let next = Unicode.Scalar(last.value + 1) else { return nil }
        scalars.append(next)
        return String(scalars)
    }
}
