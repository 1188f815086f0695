/// The name that somebody may have meant who wrote another.
package enum NearestName {
    /// The name most like `word`, if one is like it at all, or begins with it.
    package static func of(_ word: String, among names: [String]) -> String? {
        let best = names.map { ($0, distance(word, $0)) }.min { $0.1 < $1.1 }
        if let best, best.1 <= max(1, min(word.count, best.0.count) / 3) { return best.0 }
        guard word.count > 2 else { return nil }
        return names.filter { $0.lowercased().hasPrefix(word.lowercased()) }.min { $0.count < $1.count }
    }

    /// Edits from one word to the other, whatever their case: a letter more, less, different, or swapped with the
    /// next (the optimal string alignment distance).
    package static func distance(_ from: String, _ to: String) -> Int {
        distance(Array(from.lowercased()), Array(to.lowercased()))
    }

    private static func distance(_ from: [Character], _ to: [Character]) -> Int {
        guard !from.isEmpty, !to.isEmpty else { return max(from.count, to.count) }
        var beforeLast: [Int] = []
        var last = Array(0...to.count)
        for row in 1...from.count {
            var current = [row]
            for column in 1...to.count {
                let isSame = from[row - 1] == to[column - 1]
                var best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1, from[row - 1] == to[column - 2], from[row - 2] == to[column - 1] {
                    best = min(best, beforeLast[column - 2] + 1)
                }
                current.append(best)
            }
            beforeLast = last
            last = current
        }
        return last[to.count]
    }
}

/// The names that somebody may have meant.
package enum NearestNames {
    /// The few names that are nearest to a word: those that contain it, then those that are few edits away.
    package static func of(_ word: String, in names: [String], most: Int = 3) -> [String] {
        let ranked = names.map { name in
            (name: name, rank: name.contains(word) ? 0 : NearestName.distance(word, name))
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

    package static func distance(_ one: String, _ other: String) -> Int { NearestName.distance(one, other) }
}
