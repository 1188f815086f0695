import SQLite

/// A sample on both sides, or on one, by the ids of its states.
struct SamplePair {
    var old: Int64?
    var new: Int64?
}

/// Finds the samples that are not the same on both sides, in the order of the newer release; those that are gone last.
struct SamplePairs {
    let old: DiffRelease
    let new: DiffRelease
    let byName: Bool
    /// What category numbers mean on both sides: samples that use a reassigned one are listed, even if their content
    /// is the same. nil where labels do not matter.
    let numbers: CategoryMeanings?

    func changed() throws -> [SamplePair] {
        var pairs =
            old.warehouse === new.warehouse ? try ofOneWarehouse() : try ofTwoWarehouses()
        if byName { try pairNames(&pairs) }
        return pairs
    }

    /// Content is stored once: the same state is the same sample with the same labels.
    private func ofOneWarehouse() throws -> [SamplePair] {
        var pairs: [SamplePair] = []
        let recategorized = try recategorizedStates()
        // All samples are listed only where some of equal content may have to be opened.
        let condition = recategorized.isEmpty ? "AND n.sample_state_id IS NOT o.sample_state_id" : ""
        try new.connection.query(
            """
            SELECT o.sample_state_id, n.sample_state_id
            FROM release_sample AS n
            LEFT JOIN release_sample AS o ON o.release_id = ?1 AND o.sample_id = n.sample_id
            WHERE n.release_id = ?2 \(condition)
            ORDER BY n.position
            """, Value(old.id), Value(new.id)
        ) { row in
            let pair = SamplePair(old: row.optionalInt64(0), new: row.int64(at: 1))
            if let state = pair.new, pair.old == state, !recategorized.contains(state) { return }
            pairs.append(pair)
        }
        try new.connection.query(
            """
            SELECT o.sample_state_id
            FROM release_sample AS o
            WHERE o.release_id = ?1 AND NOT EXISTS (
                SELECT 1 FROM release_sample AS n WHERE n.release_id = ?2 AND n.sample_id = o.sample_id)
            ORDER BY o.position
            """, Value(old.id), Value(new.id)
        ) { row in
            pairs.append(SamplePair(old: row.int64(at: 0), new: nil))
        }
        return pairs
    }

    private struct Member {
        var state: Int64
        var digest: [UInt8]
        var position: Int
    }

    private func ofTwoWarehouses() throws -> [SamplePair] {
        let sql = """
            SELECT s.uuid, st.id, st.digest
            FROM release_sample AS rs
            JOIN sample AS s ON s.id = rs.sample_id
            JOIN sample_state AS st ON st.id = rs.sample_state_id
            WHERE rs.release_id = ?
            ORDER BY rs.position
            """
        var members: [ExactText: Member] = [:]
        members.reserveCapacity(min(max(0, old.samples), 1 << 20))
        try old.connection.query(sql, Value(old.id)) { row in
            members[ExactText(row.text(0))] = Member(
                state: row.int64(at: 1), digest: row.blob(at: 2), position: members.count)
        }
        var pairs: [SamplePair] = []
        let recategorized = try recategorizedStates()
        try new.connection.query(sql, Value(new.id)) { row in
            let member = members.removeValue(forKey: ExactText(row.text(0)))
            if let member, !recategorized.contains(row.int64(at: 1)),
                row.withBytes(at: 2, { $0.elementsEqual(member.digest) })
            {
                return
            }
            pairs.append(SamplePair(old: member?.state, new: row.int64(at: 1)))
        }
        pairs += members.values.sorted { $0.position < $1.position }.map {
            SamplePair(old: $0.state, new: nil)
        }
        return pairs
    }

    /// States of the newer release with a label that uses a reassigned number.
    private func recategorizedStates() throws -> Set<Int64> {
        guard let numbers, !numbers.reassigned.isEmpty else { return [] }
        var states: Set<Int64> = []
        try new.connection.query(
            """
            SELECT sl.sample_state_id
            FROM release_sample AS rs
            CROSS JOIN state_label AS sl ON sl.sample_state_id = rs.sample_state_id
            CROSS JOIN label AS l ON l.id = sl.label_id
            WHERE rs.release_id = ?1 AND \(CategoryMeanings.usingReassigned("?2"))
            """, Value(new.id), .text(numbers.reassignedList)
        ) { row in
            states.insert(row.int64(at: 0))
        }
        return states
    }

    // MARK: Names

    /// Pairs samples that came with samples that are gone, where a name is unique among each and the asset agrees.
    private func pairNames(_ pairs: inout [SamplePair]) throws {
        let gone = try names(in: pairs, of: old) { $0.new == nil ? $0.old : nil }
        let came = try names(in: pairs, of: new) { $0.old == nil ? $0.new : nil }
        var taken: Set<Int> = []
        for (name, index) in came {
            guard let partner = gone[name] else { continue }
            pairs[index].old = pairs[partner].old
            taken.insert(partner)
        }
        pairs = pairs.indices.filter { !taken.contains($0) }.map { pairs[$0] }
    }

    private struct Name: Hashable {
        var name: ExactText
        var asset: ExactText
    }

    private func names(
        in pairs: [SamplePair], of release: DiffRelease, state: (SamplePair) -> Int64?
    ) throws -> [Name: Int] {
        var indexes: [Name: Int] = [:]
        var seen: Set<ExactText> = []
        var repeated: Set<ExactText> = []
        for (index, pair) in pairs.enumerated() {
            guard let state = state(pair) else { continue }
            try release.connection.query(
                """
                SELECT v.name, v.asset_url
                FROM sample_state AS st
                JOIN sample_version AS v ON v.id = st.sample_version_id
                WHERE st.id = ?
                """, Value(state)
            ) { row in
                guard let name = row.string(at: 0).map(ExactText.init) else { return }
                if !seen.insert(name).inserted { repeated.insert(name) }
                guard let url = row.string(at: 1), !url.isEmpty else { return }
                indexes[Name(name: name, asset: ExactText(AssetAddress.identity(url)))] = index
            }
        }
        return indexes.filter { !repeated.contains($0.key.name) }
    }
}
