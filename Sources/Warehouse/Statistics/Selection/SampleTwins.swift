import SQLite

/// Which samples share a name or an asset.
///
/// Texts are compared by their hashes first: no text is kept of samples whose hash is unique.
struct SampleTwins {
    enum Kind: String, CaseIterable {
        case name = "sample name"
        case asset = "sample asset"

        /// The value by which samples are compared; nil if there is none: an empty text is none, and what signs an
        /// address does not count.
        func value(of sample: SelectedNames.Sample) -> String? {
            let text = self == .name ? sample.name : sample.assetURL.map(AssetAddress.identity)
            return text?.isEmpty ?? true ? nil : text
        }
    }

    /// Samples that share a value, in the release's order.
    struct Set {
        var value: String
        var samples: [SelectedNames.Sample]
    }

    struct Found {
        var sets: [Set]
        /// Samples that have a value to compare.
        var compared: Int
    }

    /// Of all samples of the release, ascending by id; hash 0 means that there is nothing to compare.
    private var ids: [Int64] = []
    private var hashes: [Kind: [Int]] = [.name: [], .asset: []]
    private let names: SelectedNames

    init(_ selection: Selection, _ names: SelectedNames) throws {
        self.names = names
        var ids: [Int64] = []
        var byName: [Int] = []
        var byAsset: [Int] = []
        try selection.connection.query(
            """
            SELECT rs.sample_id, v.name, v.asset_url
            FROM release_sample AS rs
            JOIN sample_state AS st ON st.id = rs.sample_state_id
            JOIN sample_version AS v ON v.id = st.sample_version_id
            WHERE rs.release_id = ?
            ORDER BY rs.sample_id
            """, Value(selection.releaseID)
        ) { row in
            ids.append(row.int64(at: 0))
            byName.append(row.withBytes(at: 1) { Self.hash($0[...]) })
            byAsset.append(row.withBytes(at: 2) { Self.hash(AssetAddress.beginning($0)) })
        }
        self.ids = ids
        hashes = [.name: byName, .asset: byAsset]
    }

    private static func hash(_ text: Slice<UnsafeRawBufferPointer>) -> Int {
        guard !text.isEmpty else { return 0 }
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: text))
        let hash = hasher.finalize()
        return hash == 0 ? 1 : hash
    }

    /// The sets among some samples, in the order of their first ones.
    ///
    /// - Parameter members: ids, ascending.
    func sets(of kind: Kind, among members: [Int64]) throws -> Found {
        guard let hashes = hashes[kind] else { return Found(sets: [], compared: 0) }
        var candidates: [(hash: Int, id: Int64)] = []
        for id in members {
            guard let index = index(of: id), hashes[index] != 0 else { continue }
            candidates.append((hashes[index], id))
        }
        candidates.sort { $0.hash != $1.hash ? $0.hash < $1.hash : $0.id < $1.id }
        var sets: [Set] = []
        var start = 0
        while start < candidates.count {
            var end = start + 1
            while end < candidates.count, candidates[end].hash == candidates[start].hash { end += 1 }
            if end - start > 1 { sets += try compare(candidates[start..<end].map(\.id), kind) }
            start = end
        }
        sets.sort { ($0.samples.first?.position ?? 0) < ($1.samples.first?.position ?? 0) }
        return Found(sets: sets, compared: candidates.count)
    }

    /// By binary search: there may be many groups of few samples each.
    private func index(of id: Int64) -> Int? {
        var (low, high) = (0, ids.count)
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low < ids.count && ids[low] == id ? low : nil
    }

    /// The sets among samples whose hashes agree.
    private func compare(_ ids: [Int64], _ kind: Kind) throws -> [Set] {
        var byValue: [ExactText: [SelectedNames.Sample]] = [:]
        for id in ids {
            let sample = try names.sample(id)
            if let value = kind.value(of: sample) { byValue[ExactText(value), default: []].append(sample) }
        }
        return byValue.filter { $0.value.count > 1 }
            .map { Set(value: $0.key.text, samples: $0.value.sorted { $0.position < $1.position }) }
    }
}
