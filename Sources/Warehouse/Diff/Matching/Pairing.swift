/// Two annotations that are taken for the same one.
struct AnnotationPair {
    /// Places in the two lists.
    var from: Int
    var to: Int
    var rule: Change.MatchRule
    /// nil for pairs by id.
    var score: Double?
}

/// Finds the annotations of one frame again on the other side: by track id, then by id, then by likeness.
///
/// Each rule takes what the ones before left. The other way round, the same pairs come out.
struct AnnotationMatching {
    private(set) var pairs: [AnnotationPair] = []
    private var leftOld: [Int]
    private var leftNew: [Int]

    /// - Parameter isSameCategory: by the categories' identity.
    init(
        _ old: [StoredAnnotation], _ new: [StoredAnnotation], rule: Change.MatchRule?, threshold: Double,
        isSameCategory: (StoredAnnotation, StoredAnnotation) -> Bool
    ) {
        leftOld = Array(old.indices)
        leftNew = Array(new.indices)
        if rule == nil || rule == .trackID { pair(old, new, by: .trackID) { $0.trackKey } }
        if rule == nil || rule == .id { pair(old, new, by: .id) { $0.idKey } }
        if rule == nil || rule == .geometry, !leftOld.isEmpty, !leftNew.isEmpty {
            pairNameless(old, new)
            pairByLikeness(old, new, threshold, isSameCategory)
        }
        pairs.sort { $0.to < $1.to }
    }

    private mutating func take(_ found: [AnnotationPair]) {
        guard !found.isEmpty else { return }
        pairs += found
        let (takenOld, takenNew) = (Set(found.map(\.from)), Set(found.map(\.to)))
        leftOld.removeAll { takenOld.contains($0) }
        leftNew.removeAll { takenNew.contains($0) }
    }

    // MARK: Ids

    /// Pairs what has the same key, one that nothing else on its side has.
    private mutating func pair(
        _ old: [StoredAnnotation], _ new: [StoredAnnotation], by rule: Change.MatchRule,
        key: (StoredAnnotation) -> AnnotationKey?
    ) {
        guard !leftOld.isEmpty, !leftNew.isEmpty else { return }
        let (indexes, others) = (
            Self.unique(leftOld, old, by: key), Self.unique(leftNew, new, by: key)
        )
        take(
            others.compactMap { key, index in
                indexes[key].map { AnnotationPair(from: $0, to: index, rule: rule, score: nil) }
            })
    }

    private static func unique(
        _ indexes: [Int], _ annotations: [StoredAnnotation], by key: (StoredAnnotation) -> AnnotationKey?
    ) -> [AnnotationKey: Int] {
        var found: [AnnotationKey: Int] = [:]
        var repeated: Set<AnnotationKey> = []
        for index in indexes {
            guard let key = key(annotations[index]) else { continue }
            if found.updateValue(index, forKey: key) != nil { repeated.insert(key) }
        }
        for key in repeated { found[key] = nil }
        return found
    }

    // MARK: Likeness

    /// Pairs what has neither an id nor a shape by being equal.
    private mutating func pairNameless(_ old: [StoredAnnotation], _ new: [StoredAnnotation]) {
        func isNameless(_ annotation: StoredAnnotation) -> Bool {
            annotation.idKey == nil && annotation.trackKey == nil && annotation.shape == nil
        }
        var waiting: [String: [Int]] = [:]
        for index in leftOld.reversed() where isNameless(old[index]) {
            waiting["\(old[index].document.digest.hexadecimal)", default: []].append(index)
        }
        guard !waiting.isEmpty else { return }
        var found: [AnnotationPair] = []
        for index in leftNew where isNameless(new[index]) {
            guard let partner = waiting["\(new[index].document.digest.hexadecimal)"]?.popLast() else {
                continue
            }
            found.append(AnnotationPair(from: partner, to: index, rule: .geometry, score: 1))
        }
        take(found)
    }

    private mutating func pairByLikeness(
        _ old: [StoredAnnotation], _ new: [StoredAnnotation], _ threshold: Double,
        _ isSameCategory: (StoredAnnotation, StoredAnnotation) -> Bool
    ) {
        let candidates = LikenessCandidates(
            leftOld.compactMap { index in old[index].shape.map { (index, $0) } },
            leftNew.compactMap { index in new[index].shape.map { (index, $0) } }, threshold: threshold
        ).all.map { ($0, isSameCategory(old[$0.from], new[$0.to])) }
        for category in [true, false] {
            var takenOld: Set<Int> = []
            var takenNew: Set<Int> = []
            for pair in pairs {
                takenOld.insert(pair.from)
                takenNew.insert(pair.to)
            }
            var found: [AnnotationPair] = []
            for (candidate, isSame) in candidates where isSame == category {
                guard !takenOld.contains(candidate.from), !takenNew.contains(candidate.to) else { continue }
                takenOld.insert(candidate.from)
                takenNew.insert(candidate.to)
                found.append(
                    AnnotationPair(
                        from: candidate.from, to: candidate.to, rule: .geometry, score: candidate.score))
            }
            take(found)
        }
    }
}
