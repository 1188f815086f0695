/// One thread's scan of samples: reads them, checks the rules, and gathers for those that report at the end.
final class ContentScan {
    /// The result for some consecutive samples.
    struct Outcome: Sendable {
        var findings: [Finding] = []
        var samples = 0
        var labels = 0
        var annotations = 0
    }

    private let reader: ContentReader
    private let rules: [any ContentRules]
    private(set) var gatherers: [any ReleaseRules]
    private var sink: FindingSink
    private let batchSize: Int

    init(_ warehouse: Warehouse, _ families: ActiveFamilies, _ sizes: ScanSizes) {
        batchSize = sizes.batch
        reader = ContentReader(warehouse, families.context, families.needs)
        rules = families.content.map { $0.init(families.context) }
        gatherers = families.release.map { $0.init(families.context) }
        sink = FindingSink(families.context)
    }

    func look(at plan: ArraySlice<PlannedSample>) throws -> Outcome {
        try reader.readSamples(plan)
        let batch = reader.batch
        var outcome = Outcome()
        outcome.samples = batch.samples.count
        for label in batch.labels where !label.isNull {
            outcome.labels += 1
            outcome.annotations += label.annotationTotal
        }
        var start = 0
        while start < batch.samples.count {
            var end = start
            var size = 0
            repeat {
                for label in batch.samples[end].labels {
                    size += batch.labels[label].annotationTotal + batch.labels[label].frameRows
                }
                end += 1
            } while end < batch.samples.count && size < batchSize
            try reader.readContent(start..<end)
            for sample in start..<end { try check(batch.samples[sample], batch) }
            start = end
        }
        outcome.findings = sink.takeAll()
        return outcome
    }

    private func check(_ sample: CheckedSample, _ batch: ContentBatch) throws {
        for family in rules { try family.check(sample, in: batch, &sink) }
        for gatherer in gatherers.indices { try gatherers[gatherer].gather(sample, in: batch) }
        for index in sample.labels {
            let label = batch.labels[index]
            for family in rules { try family.check(label, in: batch, &sink) }
            for gatherer in gatherers.indices { try gatherers[gatherer].gather(label, in: batch) }
        }
    }
}
