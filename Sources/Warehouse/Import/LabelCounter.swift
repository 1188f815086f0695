import ReleaseFormat

/// Counts the labels of a release as they are decoded.
///
/// A release has few labelsets, statuses, types and categories, and each of its labels names some: they are counted
/// in arrays, and named once at the end.
struct LabelCounter {
    private struct Figures {
        var labels = 0
        var nullLabels = 0
        var frames = 0
        var frameRows = 0
        var annotations = 0
        /// By the word's index.
        var statuses: [Int] = []
        var types: [Int] = []
        /// By the category's id, if that is small, as nearly all are.
        var lowCategories = [Tally.Category](repeating: Tally.Category(), count: 256)
        var otherCategories: [Int64: Tally.Category] = [:]
    }

    private var labelsets: [Int64] = []
    private var figures: [Figures] = []
    private var words: [ExactText] = []
    private var wordPlaces: [ExactText: Int] = [:]
    private var recentWords = WordTable<Int>()

    mutating func addNull(_ labelset: Int64) {
        figures[place(labelset)].nullLabels += 1
    }

    /// Adds the labels that a decoded sample has.
    mutating func add(_ record: LabelRecord, to labelset: Int64, _ batch: BatchCounts) {
        let place = place(labelset)
        figures[place].labels += 1
        figures[place].frames += Int(record.frames)
        figures[place].frameRows += record.frameRows.count
        figures[place].annotations += record.annotationRows.count
        if !record.status.isAbsent {
            let word = word(batch.bytes[record.status])
            Self.add(1, at: word, to: &figures[place].statuses)
        }
        for index in record.typeCountRows {
            let count = batch.types[Int(index)]
            let word = word(batch.bytes[count.type])
            Self.add(Int(count.annotations), at: word, to: &figures[place].types)
        }
        for index in record.categoryCountRows {
            let count = batch.categories[Int(index)]
            if count.categoryID >= 0, count.categoryID < 256 {
                figures[place].lowCategories[Int(count.categoryID)].add(Int(count.annotations), 1)
            } else {
                figures[place].otherCategories[count.categoryID, default: Tally.Category()]
                    .add(Int(count.annotations), 1)
            }
        }
    }

    /// What a batch counts, taken out of it once for all of its labels.
    struct BatchCounts {
        fileprivate let categories: [LabelCategoryCount]
        fileprivate let types: [LabelTypeCount]
        fileprivate let bytes: BatchBytes

        init(_ batch: SampleBatch) {
            categories = batch.categoryCounts
            types = batch.typeCounts
            bytes = batch.bytes
        }
    }

    private mutating func place(_ labelset: Int64) -> Int {
        for index in labelsets.indices where labelsets[index] == labelset { return index }
        labelsets.append(labelset)
        figures.append(Figures())
        return labelsets.count - 1
    }

    private mutating func word(_ bytes: UnsafeRawBufferPointer) -> Int {
        if let place = recentWords[bytes] { return place }
        let word = ExactText(String(decoding: bytes, as: UTF8.self))
        if let place = wordPlaces[word] { return place }
        words.append(word)
        wordPlaces[word] = words.count - 1
        recentWords.remember(bytes, words.count - 1)
        return words.count - 1
    }

    private static func add(_ number: Int, at place: Int, to counts: inout [Int]) {
        if place >= counts.count {
            counts.append(contentsOf: repeatElement(0, count: place + 1 - counts.count))
        }
        counts[place] += number
    }

    /// The figures so far.
    var tally: Tally {
        var tally = Tally()
        for (labelset, figures) in zip(labelsets, figures) {
            var named = Tally.Labelset(
                labels: figures.labels, nullLabels: figures.nullLabels, frames: figures.frames,
                frameRows: figures.frameRows,
                annotations: figures.annotations, categories: figures.otherCategories)
            for (place, count) in figures.statuses.enumerated() where count > 0 {
                named.statuses[words[place]] = count
            }
            for (place, count) in figures.types.enumerated() where count > 0 {
                named.types[words[place]] = count
            }
            for (id, count) in figures.lowCategories.enumerated() where count.samples > 0 {
                named.categories[Int64(id)] = count
            }
            tally.set(named, of: labelset)
        }
        return tally
    }
}
