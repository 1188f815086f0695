import ReleaseFormat

/// Rules on the file that a sample shows.
final class SampleAssetRules: ContentRules {
    static let absent = Rule(
        "sample.asset.absent", .core, .warning,
        summary: "a sample has no file",
        definition: """
            The `attributes` of a sample have no URL, or an empty one, for its image, its point cloud, or \
            the first frame of its sequence. Text samples have none.
            """,
        example: .init(
            breaking: #"{"samples":[{"uuid":"a","name":"1.jpg","attributes":{"image":{"url":""}}}]}"#,
            remedy: "Upload the file again, or remove the sample."),
        needs: .assetURLs)

    static let rules = [absent]

    private let absent: ActiveRule?

    init(_ context: RuleContext) {
        absent = context.active(Self.absent)
    }

    func check(_ sample: CheckedSample, in batch: ContentBatch, _ findings: inout FindingSink) throws {
        guard let absent, sample.assetURL?.isEmpty ?? true else { return }
        let attributes = JSONValue(json: try batch.attributes(of: sample))
        if attributes?["text"]?.string != nil { return }
        findings.add(
            absent, sample, field: "attributes", expected: "a URL",
            found: attributes.map { FindingText.of($0) })
    }
}
