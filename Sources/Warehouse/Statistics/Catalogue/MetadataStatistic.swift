import SQLite

/// The values of samples' metadata, key by key.
enum MetadataStatistic: StatisticCalculation {
    static let entry = Statistic(
        "metadata", "the keys of samples' metadata: how many samples have them, values, distributions",
        unit: "samples", view: .samples, needs: "metadata", trend: "samples")

    /// How many values of a key are listed, unless another number is asked for.
    static let fewValues = 20

    static func tables(of selection: Selection) throws -> [FigureTable] {
        let members = try selection.samplesByGroup()
        let keys = try read(selection, members)
        let columns = members.groups.columns
        var table = FigureTable(
            "metadata",
            columns + [
                .key("key"), .figure("kind"), .figure("samples"), .figure("share", .share),
                .figure("missing"), .figure("distinct"),
            ] + Profile.columns("value", nil) + [.detail("out_of_range")])
        // Cut key by key, not as a whole.
        var values = FigureTable(
            "values", columns + [.key("key"), .value("value"), .figure("samples"), .figure("share", .share)],
            isRanked: false)
        var histogram = FigureTable(
            "histogram",
            columns + [.key("key"), .key("bin"), .figure("from"), .figure("to"), .figure("count")],
            isRanked: false)
        histogram.isDetail = true
        let most = selection.options.top ?? fewValues
        for group in members.groups.inOrder {
            let samples = members.members[group].count
            for number in keys.ranked(group: group) {
                let tally = keys.tallies[group][number]
                let key = members.groups.keys[group] + [.text(keys.names[number])]
                // A key that is not always a number has no distribution.
                let numbers = Distribution(tally.kinds == .number ? tally.numbers : [])
                table.rows.append(
                    key + [
                        .text(tally.kinds.word), .count(tally.samples), .share(tally.samples, of: samples),
                        .count(samples - tally.samples), .count(tally.distinct),
                    ] + Profile.figures(numbers) + [.count(tally.outOfRange)])
                let frequent = MostFrequent(of: tally.counts(keys.texts), most: most)
                values.omittedRows += frequent.omitted
                for (value, count) in frequent.values {
                    values.rows.append(key + [value, .count(count), .share(count, of: samples)])
                }
                histogram.addHistogram(
                    of: numbers, keys.names[number], key: members.groups.keys[group],
                    bins: selection.options.bins, isWhole: numbers.isWhole)
            }
        }
        table.rank(by: "samples")
        var tables = [table, values, histogram]
        if table.rows.isEmpty, members.members.contains(where: { !$0.isEmpty }) {
            for index in tables.indices { tables[index].unknown = "needs metadata" }
        }
        return tables
    }

    /// Reads the metadata of the members once.
    private static func read(_ selection: Selection, _ members: Members) throws -> MetadataKeys {
        var keys = MetadataKeys(groups: members.groups.count)
        let memberships = Memberships(members)
        var cursor = 0
        try selection.connection.query(
            """
            SELECT rs.sample_id, v.metadata
            FROM release_sample AS rs
            JOIN sample_state AS st ON st.id = rs.sample_state_id
            JOIN sample_version AS v ON v.id = st.sample_version_id
            WHERE rs.release_id = ? AND v.metadata IS NOT NULL
            ORDER BY rs.sample_id
            """, Value(selection.releaseID)
        ) { row in
            let groups = memberships.groups(of: row.int64(at: 0), &cursor)
            guard !groups.isEmpty else { return }
            row.withBytes(at: 1) { keys.add($0, to: groups) }
        }
        return keys
    }

    /// The groups that samples are in, in the order of the samples.
    private struct Memberships {
        private var samples: [Int64] = []
        private var groups: [Int32] = []

        init(_ members: Members) {
            if members.members.count == 1 {
                samples = members.members[0]
                groups = Array(repeating: 0, count: samples.count)
                return
            }
            var pairs: [Pair] = []
            for (group, ids) in members.members.enumerated() {
                for id in ids { pairs.append(Pair(sample: id, group: Int32(group))) }
            }
            pairs.sort { one, other in
                one.sample != other.sample ? one.sample < other.sample : one.group < other.group
            }
            samples = pairs.map(\.sample)
            groups = pairs.map(\.group)
        }

        private struct Pair {
            var sample: Int64
            var group: Int32
        }

        /// - Parameters:
        ///   - sample: behind those asked for before.
        ///   - cursor: where they end.
        func groups(of sample: Int64, _ cursor: inout Int) -> ArraySlice<Int32> {
            while cursor < samples.count, samples[cursor] < sample { cursor += 1 }
            let start = cursor
            while cursor < samples.count, samples[cursor] == sample { cursor += 1 }
            return groups[start..<cursor]
        }
    }
}
