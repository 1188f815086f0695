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
        var statuses = WordCounts()
        var types = WordCounts()
        /// By the category's id, if that is small, as nearly all are.
        var lowCategories: [Tally.Category] = []
        var otherCategories: [Int64: Tally.Category] = [:]
    }

    /// Counts by a word's index: the first words, which nearly all are, in an array.
    private struct WordCounts {
        private static let few = 64
        private var first: [Int] = []
        private var others: [Int: Int] = [:]

        mutating func add(_ number: Int, at word: Int) {
            guard word < Self.few else {
                others[word, default: 0] += number
                return
            }
            while first.count <= word { first.append(0) }
            first[word] += number
        }

        func forEach(_ body: (_ word: Int, _ count: Int) -> Void) {
            for (word, count) in first.enumerated() where count > 0 { body(word, count) }
            for (word, count) in others where count > 0 { body(word, count) }
        }
    }

    private var labelsets: [Int64] = []
    /// The index of each labelset, once there are more than a few.
    private var labelsetIndexes: [Int64: Int] = [:]
    private static let fewLabelsets = 16
    private var figures: [Figures] = []
    private var words: [ExactText] = []
    private var wordIndexes: [ExactText: Int] = [:]
    private var recentWords = WordTable<Int>()

    mutating func addNull(_ labelset: Int64) {
        figures[index(of: labelset)].nullLabels += 1
    }

    /// Adds the labels that a decoded sample has.
    mutating func add(_ record: LabelRecord, to labelset: Int64, _ batch: BatchCounts) {
        let labelset = index(of: labelset)
        figures[labelset].labels += 1
        figures[labelset].frames += Int(record.frames)
        figures[labelset].frameRows += record.frameRows.count
        figures[labelset].annotations += record.annotationRows.count
        if !record.status.isAbsent {
            let word = word(batch.bytes[record.status])
            figures[labelset].statuses.add(1, at: word)
        }
        for index in record.typeCountRows {
            let count = batch.types[Int(index)]
            let word = word(batch.bytes[count.type])
            figures[labelset].types.add(Int(count.annotations), at: word)
        }
        for index in record.categoryCountRows {
            let count = batch.categories[Int(index)]
            if count.categoryID >= 0, count.categoryID < 256 {
                let id = Int(count.categoryID)
                while figures[labelset].lowCategories.count <= id {
                    figures[labelset].lowCategories.append(Tally.Category())
                }
                figures[labelset].lowCategories[id].add(Int(count.annotations), 1)
            } else {
                figures[labelset].otherCategories[count.categoryID, default: Tally.Category()]
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

    private mutating func index(of labelset: Int64) -> Int {
        for index in labelsets.prefix(Self.fewLabelsets).indices where labelsets[index] == labelset {
            return index
        }
        if let index = labelsetIndexes[labelset] { return index }
        labelsets.append(labelset)
        figures.append(Figures())
        if labelsets.count > Self.fewLabelsets { labelsetIndexes[labelset] = labelsets.count - 1 }
        return labelsets.count - 1
    }

    private mutating func word(_ bytes: UnsafeRawBufferPointer) -> Int {
        if let index = recentWords[bytes] { return index }
        let word = ExactText(String(decoding: bytes, as: UTF8.self))
        if let index = wordIndexes[word] { return index }
        words.append(word)
        wordIndexes[word] = words.count - 1
        recentWords.remember(bytes, words.count - 1)
        return words.count - 1
    }

    /// The figures so far.
    var tally: Tally {
        var tally = Tally()
        for (labelset, figures) in zip(labelsets, figures) {
            var named = Tally.Labelset(
                labels: figures.labels, nullLabels: figures.nullLabels, frames: figures.frames,
                frameRows: figures.frameRows,
                annotations: figures.annotations, categories: figures.otherCategories)
            figures.statuses.forEach { named.statuses[words[$0]] = $1 }
            figures.types.forEach { named.types[words[$0]] = $1 }
            for (id, count) in figures.lowCategories.enumerated() where count.samples > 0 {
                named.categories[Int64(id)] = count
            }
            tally.set(named, of: labelset)
        }
        return tally
    }
}
