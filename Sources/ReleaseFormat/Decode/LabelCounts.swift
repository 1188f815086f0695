/// How many annotations of the label at hand have each category and each type.
///
/// A label has few of either and repeats them, so that the one seen last is looked at first.
struct LabelCounts: ~Copyable {
    private(set) var categories: [LabelCategoryCount] = []
    private var categoryPlaces: [Int64: Int] = [:]
    private var lastCategory = 0

    /// The label's types, each once, and how often each was counted.
    private var typeWords = RepeatedTexts()
    private var typeCounts: [Int32] = []

    mutating func removeAll() {
        categories.removeAll(keepingCapacity: true)
        if !categoryPlaces.isEmpty { categoryPlaces.removeAll(keepingCapacity: true) }
        lastCategory = 0
        typeWords.removeAll()
        typeCounts.removeAll(keepingCapacity: true)
    }

    var types: [LabelTypeCount] {
        zip(typeWords.texts, typeCounts).map { LabelTypeCount(type: $0, annotations: $1) }
    }

    @inline(__always)
    mutating func count(category: Int64) {
        if lastCategory < categories.count, categories[lastCategory].categoryID == category {
            categories[lastCategory].annotations &+= 1
            return
        }
        countAnother(category)
    }

    private mutating func countAnother(_ category: Int64) {
        let few = 24
        if categories.count <= few {
            for index in categories.indices where categories[index].categoryID == category {
                categories[index].annotations &+= 1
                lastCategory = index
                return
            }
        } else if let index = categoryPlaces[category] {
            categories[index].annotations &+= 1
            lastCategory = index
            return
        }
        lastCategory = categories.count
        categories.append(LabelCategoryCount(categoryID: category, annotations: 1))
        if categories.count == few + 1 {
            for (index, entry) in categories.enumerated() { categoryPlaces[entry.categoryID] = index }
        } else if categories.count > few {
            categoryPlaces[category] = lastCategory
        }
    }

    /// - Parameter resolve: where a range's bytes are.
    @inline(__always)
    mutating func count(type: ByteRange, resolve: (ByteRange) -> UnsafePointer<UInt8>) {
        let number = Int(typeWords.number(of: type, resolve: resolve))
        if number == typeCounts.count { typeCounts.append(0) }
        typeCounts[number] &+= 1
    }
}
