/// Names that somebody may have meant.
package enum NearestNames {
    /// The few names that are nearest to a word: those that hold it, then those that are few letters away.
    package static func of(_ word: String, in names: [String], most: Int = 3) -> [String] {
        let ranked = names.map { name in
            (name: name, rank: name.contains(word) ? 0 : distance(word, name))
        }
        let sorted = ranked.sorted { ($0.rank, $0.name) < ($1.rank, $1.name) }
        let limit = max(word.count / 2, 3)
        let near = sorted.filter { $0.rank <= limit }.prefix(most).map(\.name)
        // Far away is better than nothing when there is little to choose from.
        return near.isEmpty ? sorted.prefix(most).map(\.name) : Array(near)
    }

    /// The positions of the few names that are nearest to a word; of those that are as near, the first.
    package static func of(_ word: String, inOrder names: [String], most: Int = 3) -> [Int] {
        let ranks = names.map { distance(word, $0) }
        return Array(names.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }.prefix(most))
    }

    /// Letters to insert, remove or change (Levenshtein).
    package static func distance(_ one: String, _ other: String) -> Int {
        let (one, other) = (Array(one), Array(other))
        var row = Array(0...other.count)
        for (i, letter) in one.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, twin) in other.enumerated() {
                let next = letter == twin ? diagonal : min(diagonal, row[j], row[j + 1]) + 1
                diagonal = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[other.count]
    }
}
