import Warehouse

/// What became of a release's predecessor.
extension GateEvaluation {
    /// A class in two releases: the same by name, then by id, as differences have it.
    struct ClassPair {
        var before: CategoryIdentity?
        var after: CategoryIdentity?
        var annotationsBefore = 0
        var annotationsAfter = 0

        var name: String {
            let identity = after ?? before
            return identity?.name ?? identity?.id.map { "\($0)" } ?? "no class"
        }
    }

    func change(
        _ subject: Subject, _ direction: Question.Direction, _ bound: GateBound, _ labelset: String?,
        _ base: ReleaseFacts
    ) throws -> Answer {
        let labelset = labelset ?? ""
        if case .category(let word) = subject {
            let pairs = try pairs(called: word, labelset, base)
            let before = pairs.reduce(0) { $0 + $1.annotationsBefore }
            return try change(
                from: before, to: pairs.reduce(0) { $0 + $1.annotationsAfter }, direction, bound)
        }
        if subject != .samples, subject != .classes { try checkLabelset(labelset, in: base) }
        return try change(
            from: amount(of: subject, in: base, labelset).count,
            to: amount(of: subject, in: facts, labelset).count, direction, bound)
    }

    private func change(
        from before: Int, to after: Int, _ direction: Question.Direction, _ bound: GateBound
    ) throws -> Answer {
        let change = max(0, direction == .loses ? before - after : after - before)
        if bound.isPercent, before == 0, change > 0 {
            throw NoAnswer.unanswered(
                "there were none before, and \(FoundText.count(after)) now: that is not a percentage")
        }
        let isGood = bound.isPercent && before > 0 ? bound.allows(change, of: before) : bound.allows(change)
        return Answer(
            isGood, Self.text(from: before, to: after, near: bound),
            number: bound.isPercent
                ? before > 0 ? .share(Double(change) / Double(before)) : .share(0) : .count(change))
    }

    /// `40 → 37 (-7.5%)`.
    static func text(from before: Int, to after: Int, near bound: GateBound) -> String {
        let change = after - before
        let sign = change > 0 ? "+" : ""
        let share =
            before > 0 && change != 0 ? ", \(sign)\(FoundText.percent(change, of: before, near: bound))" : ""
        return
            "\(FoundText.count(before)) → \(FoundText.count(after)) (\(sign)\(FoundText.count(change))\(share))"
    }

    func changeOfClasses(
        _ direction: Question.Direction, _ bound: GateBound, _ labelset: String?, _ base: ReleaseFacts
    ) throws -> Answer {
        // Of what had none nothing can be lost, and what it gained is no percentage.
        let pairs = try pairs(labelset ?? "", base).filter { $0.annotationsBefore > 0 }
        func change(_ pair: ClassPair) -> Int {
            let change = pair.annotationsAfter - pair.annotationsBefore
            return max(0, direction == .loses ? -change : change)
        }
        func isGood(_ pair: ClassPair) -> Bool {
            bound.isPercent
                ? bound.allows(change(pair), of: pair.annotationsBefore) : bound.allows(change(pair))
        }
        func text(_ pair: ClassPair) -> String {
            "\(pair.name) \(Self.text(from: pair.annotationsBefore, to: pair.annotationsAfter, near: bound))"
        }
        let inOrder = pairs.sorted { one, other in
            // By the share of what there was: a / b > c / d.
            change(one).multipliedFullWidth(by: other.annotationsBefore)
                > change(other).multipliedFullWidth(by: one.annotationsBefore)
        }
        let bad = inOrder.filter { !isGood($0) }
        guard bad.isEmpty else { return Answer(false, FoundText.list(bad.map(text))) }
        guard let worst = inOrder.first, change(worst) > 0 else {
            return Answer(
                true, "none of \(FoundText.count(pairs.count)) \(direction == .loses ? "lost" : "gained") any"
            )
        }
        return Answer(true, "the most: \(text(worst))")
    }

    // MARK: Categories

    func noClassLost(_ base: ReleaseFacts) throws -> Answer {
        let removed = try changes(base).removed
        return Answer(
            removed.isEmpty,
            removed.isEmpty
                ? "all \(FoundText.count(try base.categories().count)) are still there"
                : "\(FoundText.count(removed.count)): \(FoundText.list(removed.map(Self.name)))",
            number: .count(removed.count))
    }

    func noClassRenumbered(_ base: ReleaseFacts) throws -> Answer {
        let pairs = try changes(base).renumbered
        let list = pairs.map { pair in
            "\(Self.name(pair.to)) \(Self.id(pair.from)) → \(Self.id(pair.to))"
        }
        return Answer(
            pairs.isEmpty,
            pairs.isEmpty ? "none did" : "\(FoundText.count(pairs.count)): \(FoundText.list(list))",
            number: .count(pairs.count))
    }

    func noSampleLost(_ base: ReleaseFacts) throws -> Answer {
        let lost = try lostSamples(since: base)
        let text = FoundText.count(lost.count)
        let more = lost.count > 3 ? ", …" : ""
        return Answer(
            lost.count == 0,
            lost.count == 0 ? text : "\(text): \(lost.first.prefix(3).joined(separator: ", "))\(more)",
            number: .count(lost.count))
    }

    private static func name(_ identity: CategoryIdentity) -> String { identity.name ?? id(identity) }

    private static func id(_ identity: CategoryIdentity) -> String { identity.id.map { "\($0)" } ?? "null" }

    private func changes(_ base: ReleaseFacts) throws -> CategoryChanges {
        func identities(_ facts: ReleaseFacts) throws -> [CategoryIdentity] {
            try facts.categories().map { CategoryIdentity(id: $0.categoryID, name: $0.category) }
        }
        return CategoryChanges(from: try identities(base), to: try identities(facts))
    }

    // MARK: Classes in pairs

    private func checkLabelset(_ labelset: String, in base: ReleaseFacts) throws {
        guard try base.labelsets().contains(where: { $0.labelset.isExactly(labelset) }) else {
            throw NoAnswer.skipped("\(base.ref) has no labelset \(labelset)")
        }
    }

    /// The classes that either release defines or uses, with their annotations in both.
    private func pairs(_ labelset: String, _ base: ReleaseFacts) throws -> [ClassPair] {
        try checkLabelset(labelset, in: base)
        let (old, new) = (try base.classes(labelset), try facts.classes(labelset))
        let changes = CategoryChanges(from: old, to: new)
        let moved = (changes.renamed + changes.renumbered).reduce(
            into: [CategoryIdentity: CategoryIdentity]()
        ) {
            $0[$1.from] = $1.to
        }
        let removed = Set(changes.removed)
        var pairs: [ClassPair] = []
        var countedBefore: Set<CategoryIdentity> = []
        var countedAfter: Set<CategoryIdentity> = []
        func add(_ before: CategoryIdentity?, _ after: CategoryIdentity?) throws {
            var pair = ClassPair(before: before, after: after)
            // A category that is listed twice is counted once.
            if let before, countedBefore.insert(before).inserted {
                pair.annotationsBefore = try base.annotations(of: before, labelset)
            }
            if let after, countedAfter.insert(after).inserted {
                pair.annotationsAfter = try facts.annotations(of: after, labelset)
            }
            pairs.append(pair)
        }
        for before in old { try add(before, removed.contains(before) ? nil : moved[before] ?? before) }
        for after in changes.added { try add(nil, after) }
        return pairs
    }

    /// The pairs of a class, called so now, or before where nothing is called so now.
    private func pairs(called word: String, _ labelset: String, _ base: ReleaseFacts) throws -> [ClassPair] {
        let all = try pairs(labelset, base)
        func called(_ identity: CategoryIdentity?) -> Bool { identity?.name?.isExactly(word) ?? false }
        func numbered(_ identity: CategoryIdentity?) -> Bool { identity?.id.map { "\($0)" == word } ?? false }
        for reading in [
            { called($0.after) }, { called($0.before) }, { numbered($0.after) }, { numbered($0.before) },
        ] as [(ClassPair) -> Bool] {
            let found = all.filter(reading)
            if !found.isEmpty { return found }
        }
        throw try facts.unknownClass(word, labelset)
    }
}
