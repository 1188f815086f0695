/// What someone may have meant.
enum NearestName {
    /// The name most like `word`, if one is like it at all, or begins with it.
    static func of(_ word: String, among names: [String]) -> String? {
        let best = names.map { ($0, distance(Array(word.lowercased()), Array($0.lowercased()))) }
            .min { $0.1 < $1.1 }
        if let best, best.1 <= max(1, min(word.count, best.0.count) / 3) { return best.0 }
        guard word.count > 2 else { return nil }
        return names.filter { $0.lowercased().hasPrefix(word.lowercased()) }.min { $0.count < $1.count }
    }

    /// Edits from one word to the other: a letter more, less, different, or swapped with the next.
    static func distance(_ from: [Character], _ to: [Character]) -> Int {
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
