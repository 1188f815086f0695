import ReleaseFormat

/// Rules on samples that only differ in their uuid.
struct RepeatedSampleRules: ReleaseRules {
    static let name = Rule(
        "sample.name.repeated", .core, .warning,
        summary: "several samples share a name",
        definition: """
            Several samples of the release have the same `name`, character by character. Exports name files \
            after it. One finding per sample after the first with the name.
            """,
        example: .init(
            breaking: #"{"samples":[{"uuid":"a","name":"1.jpg"},{"uuid":"b","name":"1.jpg"}]}"#,
            remedy: "Rename one of them, or remove it if it is the same image."),
        findsPhrases: true)

    static let asset = Rule(
        "sample.asset.repeated", .core, .warning,
        summary: "several samples show the same file",
        definition: """
            Several samples of the release have the same URL for their image, point cloud or first frame; \
            parameters that sign a URL are ignored. The same image is labeled twice, and may be in two \
            splits of the data. One finding per sample after the first with the URL.
            """,
        example: .init(
            breaking: """
                {"samples":[{"uuid":"a","attributes":{"image":{"url":"https://e.org/1.jpg"}}},\
                {"uuid":"b","attributes":{"image":{"url":"https://e.org/1.jpg?X-Amz-Signature=5"}}}]}
                """,
            remedy: "Keep only one of the samples."),
        findsPhrases: true,
        needs: .assetURLs)

    static let rules = [name, asset]

    /// The values that are compared, as digests: the texts of all samples would take much memory.
    private struct Entry: Sendable {
        var digest: Digest
        var position: Int32
    }

    private let name: ActiveRule?
    private let asset: ActiveRule?
    private var names: [Entry] = []
    private var assets: [Entry] = []

    init(_ context: RuleContext) {
        name = context.active(Self.name)
        asset = context.active(Self.asset)
    }

    mutating func gather(_ sample: CheckedSample, in batch: ContentBatch) {
        if name != nil, let text = sample.name { names.append(Self.entry(text, sample)) }
        if asset != nil, let url = sample.assetURL, !url.isEmpty {
            assets.append(Self.entry(AssetAddress.identity(url), sample))
        }
    }

    mutating func append(_ other: Self) {
        names += other.names
        assets += other.assets
    }

    func report(_ locator: SampleLocator, _ findings: inout FindingSink) throws {
        if let name {
            for (first, later) in Self.repeated(names) {
                let sample = try locator.sample(at: later)
                findings.add(
                    name, sample, field: "name", expected: "names should be unique",
                    found: "same name as sample \(try locator.sample(at: first).uuid)")
            }
        }
        if let asset {
            for (first, later) in Self.repeated(assets) {
                let sample = try locator.sample(at: later)
                let url = JSONValue.string(AssetAddress.identity(sample.assetURL ?? "")).text
                findings.add(
                    asset, sample, field: "attributes", expected: "each sample should have its own file",
                    found: "same file as sample \(try locator.sample(at: first).uuid): \(url)")
            }
        }
    }

    private static func entry(_ text: String, _ sample: CheckedSample) -> Entry {
        var text = text
        return Entry(
            digest: text.withUTF8 { Digest.of(UnsafeRawBufferPointer($0)) }, position: Int32(sample.position))
    }

    /// The positions of samples that come again, each with the first of its kind; in the release's order.
    private static func repeated(_ entries: [Entry]) -> [(first: Int32, later: Int32)] {
        let sorted = entries.sorted { one, other in
            let (left, right) = (one.digest.words, other.digest.words)
            if left != right { return left < right }
            return one.position < other.position
        }
        var found: [(first: Int32, later: Int32)] = []
        var first = 0
        for index in sorted.indices.dropFirst() {
            if sorted[index].digest != sorted[first].digest {
                first = index
            } else {
                found.append((sorted[first].position, sorted[index].position))
            }
        }
        return found.sorted { $0.later < $1.later }
    }
}
