import ReleaseFormat
import SQLite

/// A key by which samples of different releases are recognized.
enum SampleKey: String, CaseIterable {
    case uuid = "sample uuid"
    case asset = "sample asset"
    case name = "sample name"

    /// What a release must contain to be compared.
    var needs: String {
        switch self {
        case .uuid: "samples"
        case .asset: "asset URLs"
        case .name: "sample names"
        }
    }

    fileprivate var column: String {
        switch self {
        case .uuid: "s.uuid"
        case .asset: "v.asset_url"
        case .name: "v.name"
        }
    }

    /// The value that is compared: for assets, the address without its signature.
    func value(of sample: SelectedNames.Sample) -> String? {
        switch self {
        case .uuid: sample.uuid
        case .asset: sample.assetURL.map(AssetAddress.identity)
        case .name: sample.name
        }
    }
}

/// The keys of a release's samples, as digests: the texts of a million samples would take much memory.
struct SampleKeys {
    private(set) var digests: [Digest] = []
    private(set) var sampleIDs: [Int64] = []
    /// In the release.
    private(set) var positions: [Int32] = []
    /// The index of the first sample of each digest, by the digest's bits, which are as good as random.
    private var slots: [Int32]

    /// Reads the keys that are not empty.
    init(_ kind: SampleKey, of release: ReleaseKey, samples: Int, _ connection: Connection) throws {
        slots = []
        digests.reserveCapacity(samples)
        sampleIDs.reserveCapacity(samples)
        positions.reserveCapacity(samples)
        let version =
            kind == .uuid ? "" : "JOIN sample_version AS v ON v.id = st.sample_version_id"
        let source =
            kind == .uuid
            ? "JOIN sample AS s ON s.id = rs.sample_id"
            : "JOIN sample_state AS st ON st.id = rs.sample_state_id"
        try connection.query(
            """
            SELECT rs.sample_id, rs.position, \(kind.column)
            FROM release_sample AS rs
            \(source)
            \(version)
            WHERE rs.release_id = ?
            ORDER BY rs.sample_id
            """, Value(release.id)
        ) { row in
            guard let digest = row.withBytes(at: 2, { Self.digest(of: $0, kind) }) else { return }
            digests.append(digest)
            sampleIDs.append(row.int64(at: 0))
            positions.append(Int32(truncatingIfNeeded: row.int64(at: 1)))
        }
        index()
    }

    private static func digest(of text: UnsafeRawBufferPointer, _ kind: SampleKey) -> Digest? {
        guard !text.isEmpty else { return nil }
        guard kind == .asset, text.contains(UInt8(ascii: "?")) else { return Digest.of(text) }
        let url = String(decoding: text, as: UTF8.self)
        var plain = AssetAddress.identity(url)
        return plain.withUTF8 { Digest.of(UnsafeRawBufferPointer($0)) }
    }

    private mutating func index() {
        var size = 16
        while size < 2 * digests.count { size *= 2 }
        var slots = [Int32](repeating: -1, count: size)
        for (index, digest) in digests.enumerated() {
            var slot = Int(truncatingIfNeeded: digest.words.0) & (size - 1)
            while slots[slot] >= 0, digests[Int(slots[slot])] != digest { slot = (slot + 1) & (size - 1) }
            if slots[slot] < 0 { slots[slot] = Int32(index) }
        }
        self.slots = slots
    }

    /// The index of the first sample that has a digest; nil where none has.
    func first(of digest: Digest) -> Int? {
        var slot = Int(truncatingIfNeeded: digest.words.0) & (slots.count - 1)
        while slots[slot] >= 0 {
            if digests[Int(slots[slot])] == digest { return Int(slots[slot]) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }
}
