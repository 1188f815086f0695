import SQLite

/// Samples that are in several releases.
enum LeakageStatistic: HistoricStatistic {
    static let entry = Statistic(
        "leakage", "samples that several releases or datasets share, by uuid, asset or name", unit: "samples",
        view: .samples, needs: "two releases or more", trend: nil)

    /// How many samples are named for each pair and kind, unless another number is asked for.
    private static let mostNamed = 1000

    /// A release, and where it is.
    struct Side {
        var warehouse: Warehouse
        var release: ReleaseSummary
    }

    static func tables(of selection: Selection) throws -> [FigureTable] {
        try tables(of: [selection.release], in: selection.warehouse, selection.options)[0]
    }

    /// Each release beside those after it.
    static func tables(
        of releases: [ReleaseSummary], in warehouse: Warehouse, _ options: StatisticOptions
    ) throws -> [[FigureTable]] {
        let all = try tables(among: releases.map { Side(warehouse: warehouse, release: $0) }, options)
        return releases.map { release in
            all.map { table in
                var table = table
                table.rows.removeAll { $0[0] != .text(release.ref) }
                return table
            }
        }
    }

    /// Each pair of releases, in their order.
    static func tables(among sides: [Side], _ options: StatisticOptions) throws -> [FigureTable] {
        try check(options)
        var summary = FigureTable(
            "leakage",
            [
                .key("ref_1"), .key("ref_2"), .key("kind"), .figure("shared"), .figure("samples_1"),
                .figure("share_1", .share), .figure("samples_2"), .figure("share_2", .share),
                .detail("compared_1"), .detail("compared_2"),
            ], isRanked: false)
        var samples = FigureTable(
            "samples",
            [
                .key("ref_1"), .key("ref_2"), .key("kind"), .key("sample_uuid_1"), .figure("sample_1"),
                .figure("sample_uuid_2"), .figure("sample_2"), .figure("value"),
            ], isRanked: false)
        samples.isDetail = true
        if sides.count < 2 { summary.unknown = "needs \(entry.needs)" }
        let pairs = sides.indices.flatMap { one in
            sides.indices.filter { $0 > one }.map { (one: one, other: $0) }
        }
        // By pair, then by kind.
        var rows = pairs.map { _ in [[Figure]]() }
        var named = pairs.map { _ in [[Figure]]() }
        for kind in SampleKey.allCases where !pairs.isEmpty {
            let keys = try sides.map { try $0.read(kind) }
            for (index, pair) in pairs.enumerated() {
                var shared = Shared(limit: options.top ?? mostNamed)
                shared.compare(keys[pair.one], keys[pair.other])
                rows[index].append(
                    row(kind, sides[pair.one], sides[pair.other], keys[pair.one], keys[pair.other], shared))
                samples.omittedRows += shared.pairs.omitted
                named[index] += try name(shared.pairs.elements(), kind, sides[pair.one], sides[pair.other])
            }
        }
        summary.rows = rows.flatMap(\.self)
        samples.rows = named.flatMap(\.self)
        return [summary, samples]
    }

    private static func check(_ options: StatisticOptions) throws {
        guard options.selectsWholeRelease else {
            throw WarehouseError(
                kind: .invalidInput, message: "the statistic leakage takes no filters and no groups",
                hint: "it compares all samples of each release")
        }
    }

    // MARK: One pair

    /// The samples that two releases share by one kind of key.
    private struct Shared {
        var values = 0
        var samples1 = 0
        var samples2 = 0
        /// Samples of the first release, each with the first sample of the second that has its value.
        var pairs: Foremost<(Int64, Int64)>

        init(limit: Int) { pairs = Foremost(limit: limit) }

        mutating func compare(_ one: SampleKeys, _ other: SampleKeys) {
            for (index, digest) in one.digests.enumerated() {
                guard let twin = other.first(of: digest) else { continue }
                samples1 += 1
                if one.first(of: digest) == index { values += 1 }
                pairs.add(
                    (one.sampleIDs[index], other.sampleIDs[twin]), weight: -Double(one.positions[index]))
            }
            for digest in other.digests where one.first(of: digest) != nil { samples2 += 1 }
        }
    }

    private static func row(
        _ kind: SampleKey, _ one: Side, _ other: Side, _ keys: SampleKeys, _ otherKeys: SampleKeys,
        _ shared: Shared
    ) -> [Figure] {
        let compared = (keys.digests.count, otherKeys.digests.count)
        let key: [Figure] = [.text(one.release.ref), .text(other.release.ref), .text(kind.rawValue)]
        guard compared.0 > 0, compared.1 > 0 else {
            return key + [Figure](repeating: .unknown("needs \(kind.needs)"), count: 5)
                + [.count(compared.0), .count(compared.1)]
        }
        return key + [
            .count(shared.values), .count(shared.samples1),
            .share(shared.samples1, of: one.release.samples), .count(shared.samples2),
            .share(shared.samples2, of: other.release.samples), .count(compared.0), .count(compared.1),
        ]
    }

    private static func name(
        _ pairs: [(Int64, Int64)], _ kind: SampleKey, _ one: Side, _ other: Side
    ) throws -> [[Figure]] {
        guard !pairs.isEmpty else { return [] }
        let (names, otherNames) = (try one.names(), try other.names())
        return try pairs.map { pair in
            let (sample, twin) = (try names.sample(pair.0), try otherNames.sample(pair.1))
            return [
                .text(one.release.ref), .text(other.release.ref), .text(kind.rawValue), .text(sample.uuid),
                .optional(sample.name), .text(twin.uuid), .optional(twin.name),
                .optional(kind.value(of: sample)),
            ]
        }
    }
}

extension LeakageStatistic.Side {
    private var key: ReleaseKey { get throws { try ReleaseKey(warehouse.connection, ref: release.ref) } }

    fileprivate func read(_ kind: SampleKey) throws -> SampleKeys {
        try SampleKeys(kind, of: key, samples: release.samples, warehouse.connection)
    }

    fileprivate func names() throws -> SelectedNames {
        try SelectedNames(warehouse.connection, releaseID: key.id)
    }
}
