import ReleaseFormat

/// Rules on what a sample shows.
final class SampleAssetRules: ContentRules {
    static let absent = Rule(
        "sample.asset.absent", .core, .warning,
        summary: "a sample shows no file",
        definition: """
            The `attributes` of a sample have no URL, or an empty one, of its image, of its point cloud, or of the first \
            frame of a sequence. Samples of text show none.
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
        if JSONValue(json: try batch.attributes(of: sample))?["text"]?.string != nil { return }
        findings.add(
            absent, sample, field: "attributes", expected: "a URL",
            found: sample.assetURL.map { JSONValue.string($0).text })
    }
}
