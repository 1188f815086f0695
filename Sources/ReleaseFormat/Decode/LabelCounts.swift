/// How many annotations of the label at hand have each category and each type.
///
/// A label has few of either and repeats them, so that the one seen last is looked at first.
struct LabelCounts {
    private(set) var categories: [LabelCategoryCount] = []
    private var categoryPlaces: [Int64: Int] = [:]
    private var lastCategory = 0

    private(set) var types: [LabelTypeCount] = []
    private var lastType = 0
    /// Annotations that state no type.
    var untyped = 0

    mutating func removeAll() {
        categories.removeAll(keepingCapacity: true)
        types.removeAll(keepingCapacity: true)
        if !categoryPlaces.isEmpty { categoryPlaces.removeAll(keepingCapacity: true) }
        lastCategory = 0
        lastType = 0
        untyped = 0
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

    /// - Parameter isSame: whether two ranges hold the same word.
    @inline(__always)
    mutating func count(type: ByteRange, isSame: (ByteRange, ByteRange) -> Bool) {
        if lastType < types.count, isSame(types[lastType].type, type) {
            types[lastType].annotations &+= 1
            return
        }
        for index in types.indices where isSame(types[index].type, type) {
            types[index].annotations &+= 1
            lastType = index
            return
        }
        lastType = types.count
        types.append(LabelTypeCount(type: type, annotations: 1))
    }
}
