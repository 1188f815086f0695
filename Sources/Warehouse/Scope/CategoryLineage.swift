/// Which categories of several releases are the same, as they follow each other.
///
/// From a release to the next one of its dataset, categories are paired as a diff pairs them. One that was missing for
/// a while, and one of another dataset, is the same by its name.
public struct CategoryLineage: Sendable {
    /// The number of each category, release by release.
    private var numbers: [[CategoryIdentity: Int]] = []
    /// What each of them is called, release by release; what is not there has no entry.
    private var categories: [[Int: CategoryIdentity]] = []
    /// What each of them is called in the last release that has it, by number.
    private var newest: [CategoryIdentity] = []

    /// - Parameter releases: with the categories that each defines, in its order; the newest release last.
    public init(_ releases: [(release: ReleaseSummary, categories: [CategoryIdentity])]) {
        var latest: [ExactText: Numbered] = [:]
        var last: ExactText?
        for (release, categories) in releases {
            let dataset = ExactText(release.dataset)
            defer { last = dataset }
            // Releases of a dataset nearly always agree.
            if last == dataset, latest[dataset]?.categories == categories {
                self.numbers.append(self.numbers[self.numbers.count - 1])
                self.categories.append(self.categories[self.categories.count - 1])
                continue
            }
            let numbers = number(categories, after: latest[dataset])
            latest[dataset] = Numbered(categories: categories, numbers: numbers)
            var own: [CategoryIdentity: Int] = [:]
            for (category, number) in zip(categories, numbers) {
                if own[category] == nil { own[category] = number }
                newest[number] = category
            }
            self.numbers.append(own)
            self.categories.append(
                Dictionary(zip(numbers, categories), uniquingKeysWith: { first, _ in first }))
        }
    }

    /// The categories of a release, and the number of each.
    private struct Numbered {
        var categories: [CategoryIdentity]
        var numbers: [Int]
    }

    private mutating func number(_ categories: [CategoryIdentity], after latest: Numbered?) -> [Int] {
        var found = [Int?](repeating: nil, count: categories.count)
        if let latest {
            for pair in CategoryPairing(from: latest.categories, to: categories).pairs {
                found[pair.to] = latest.numbers[pair.from]
            }
        }
        var taken = Set(found.compactMap { $0 })
        var named: [ExactText: [Int]] = [:]
        for number in newest.indices.reversed() where !taken.contains(number) {
            if let name = newest[number].exactName { named[name, default: []].append(number) }
        }
        return categories.indices.map { index in
            if let number = found[index] { return number }
            if let name = categories[index].exactName, let number = named[name]?.popLast() {
                taken.insert(number)
                return number
            }
            newest.append(categories[index])
            return newest.count - 1
        }
    }

    /// The same number for what is the same category; nil for one that the release does not define.
    func number(of category: CategoryIdentity, in release: Int) -> Int? { numbers[release][category] }

    /// The words that mean in one of the releases what some words mean in all of them.
    ///
    /// A word means the categories with this name in the last release that has them; without any, those that ever had
    /// it. A word that names no category is kept as it is: it may be a number.
    ///
    /// - Returns: nil if the release has none of them.
    func words(for wanted: [String], in release: Int) -> [String]? {
        let words = wanted.flatMap { word -> [String] in
            let meant = meant(by: word)
            guard !meant.isEmpty else { return [word] }
            return meant.compactMap { number in
                guard let category = categories[release][number] else { return nil }
                return category.name ?? category.id.map { "\($0)" }
            }
        }
        return words.isEmpty ? nil : words
    }

    private func meant(by word: String) -> [Int] {
        let now = newest.indices.filter { newest[$0].name?.isExactly(word) ?? false }
        guard now.isEmpty else { return now }
        return newest.indices.filter { number in
            categories.contains { $0[number]?.name?.isExactly(word) ?? false }
        }
    }
}
