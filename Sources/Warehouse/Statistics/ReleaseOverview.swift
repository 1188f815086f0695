import SQLite

/// The contents of a release at a glance.
public struct ReleaseOverview: Sendable, Hashable {
    public var release: ReleaseSummary
    /// Of the release, or with a label among what was asked for.
    public var samples: Int
    public var labelsets: [LabelsetOverview]
}

/// The contents of a labelset at a glance.
public struct LabelsetOverview: Sendable, Hashable {
    public var labelset: String
    /// Labels that are not null.
    public var labels: Int
    /// Samples with a null label, or none.
    public var unlabeled: Int
    public var annotations: Int
    /// The frames that labels have, sensor by sensor: the rows of the view `frames`.
    public var frames: Int
    /// Labels that are not null by their own word, in the order of the platform's work.
    public var byStatus: [(status: String, labels: Int)] { statuses.map { ($0.word, $0.count) } }
    /// Annotations that have a type, the most frequent first.
    public var byType: [(type: String, annotations: Int)] { types.map { ($0.word, $0.count) } }
    /// Every category that is used or defined, the most frequent first.
    public var byCategory: [CategoryUsage]

    var statuses: [WordCount]
    var types: [WordCount]
}

struct WordCount: Sendable, Hashable {
    var word: String
    var count: Int
}

/// How often a category is annotated in a labelset.
public struct CategoryUsage: Sendable, Hashable {
    /// nil for annotations without a category.
    public var categoryID: Int64?
    /// nil when the release does not define the id.
    public var category: String?
    public var annotations: Int
    /// Samples with at least one.
    public var samples: Int
}

extension ReleaseOverview {
    init(_ selection: Selection) throws {
        let isCounted = selection.isCountedAtImport
        var labelsets = selection.labelsets.map { labelset in
            LabelsetOverview(
                labelset: labelset.name, labels: labelset.labels,
                unlabeled: selection.release.samples - labelset.labels, annotations: labelset.annotations,
                frames: labelset.frames, byCategory: [], statuses: [], types: [])
        }
        let indexes = Dictionary(
            labelsets.enumerated().map { (ExactText($1.labelset), $0) },
            uniquingKeysWith: { first, _ in first })
        func index(_ key: [Figure]) -> Int? {
            if case .text(let name) = key[0] { indexes[ExactText(name)] } else { nil }
        }
        var samples = selection.release.samples
        if isCounted {
            try Self.readStatuses(selection, into: &labelsets)
        } else {
            samples = try Self.countLabels(selection, into: &labelsets)
        }
        for usage in try ClassesStatistic.usages(in: selection).usages {
            guard let index = index(usage.key) else { continue }
            let name: String? = if case .text(let text) = usage.key[2] { text } else { nil }
            labelsets[index].byCategory.append(
                CategoryUsage(
                    categoryID: ClassesStatistic.id(in: usage.key), category: name,
                    annotations: usage.annotations, samples: usage.samples))
            if !isCounted { labelsets[index].annotations += usage.annotations }
        }
        for (key, count) in try TypesStatistic.counts(in: selection).counts {
            guard let index = index(key), case .text(let type) = key[1] else { continue }
            labelsets[index].types.append(WordCount(word: type, count: count))
        }
        self.init(release: selection.release, samples: samples, labelsets: labelsets)
    }

    private static func readStatuses(_ selection: Selection, into labelsets: inout [LabelsetOverview]) throws
    {
        for (index, labelset) in selection.labelsets.enumerated() {
            var counts: [WordCount] = []
            try selection.connection.query(
                "SELECT label_status, labels FROM release_status WHERE release_id = ? AND labelset_id = ?",
                Value(selection.releaseID), Value(labelset.id)
            ) { row in
                counts.append(WordCount(word: row.text(0), count: row.int(1)))
            }
            labelsets[index].statuses = counts.sorted {
                selection.order(ofStatus: $0.word) < selection.order(ofStatus: $1.word)
            }
        }
    }

    /// - Returns: the number of samples that have a label left.
    private static func countLabels(_ selection: Selection, into labelsets: inout [LabelsetOverview]) throws
        -> Int
    {
        let labels = try selection.labels()
        let members = try selection.labelsByGroup([])
        for index in labelsets.indices {
            labelsets[index].labels = 0
            labelsets[index].unlabeled = 0
            labelsets[index].annotations = 0
            labelsets[index].frames = 0
        }
        var samples: Set<Int64> = []
        var counts = labelsets.map { _ in [Int32: Int]() }
        for member in members.members.joined() {
            let label = labels[Int(member)]
            let index = Int(label.labelset)
            samples.insert(label.sampleID)
            if label.isNull {
                labelsets[index].unlabeled += 1
                continue
            }
            labelsets[index].labels += 1
            // A filter on sensors leaves frames out.
            if selection.options.sensors.isEmpty { labelsets[index].frames += Int(label.frameRows) }
            if label.status >= 0 { counts[index][label.status, default: 0] += 1 }
        }
        if !selection.options.sensors.isEmpty {
            let kept = Set(members.members.joined())
            for frame in try selection.frames() where kept.contains(Int64(frame.label)) {
                labelsets[Int(labels[Int(frame.label)].labelset)].frames += 1
            }
        }
        for (index, counts) in counts.enumerated() {
            labelsets[index].statuses = counts.map { status, count in
                WordCount(word: selection.statuses[status] ?? "", count: count)
            }
            .sorted { selection.order(ofStatus: $0.word) < selection.order(ofStatus: $1.word) }
        }
        return samples.count
    }
}
