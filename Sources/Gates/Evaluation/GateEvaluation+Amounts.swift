import Warehouse

/// What one release holds.
extension GateEvaluation {
    /// A count, and the whole that it is a part of.
    struct Amount {
        var count: Int
        var whole: Int?
    }

    func amount(_ subject: Subject, _ bound: GateBound, _ labelset: String?) throws -> Answer {
        let amount = try amount(of: subject, in: facts, labelset ?? "")
        guard bound.isPercent else {
            return Answer(
                bound.allows(amount.count), FoundText.count(amount.count), number: .count(amount.count))
        }
        guard let whole = amount.whole, whole > 0 else {
            throw NoAnswer.unanswered("there is nothing to take a share of")
        }
        return Answer(
            bound.allows(amount.count, of: whole), FoundText.share(amount.count, of: whole),
            number: .share(Double(amount.count) / Double(whole)))
    }

    /// - Parameter labelset: what of it is counted, where it matters.
    func amount(of subject: Subject, in facts: ReleaseFacts, _ labelset: String) throws -> Amount {
        switch subject {
        case .samples: return Amount(count: try facts.overview().samples)
        case .classes: return Amount(count: try facts.categories().count)
        case .labels: return Amount(count: try facts.overview(of: labelset).labels)
        case .annotations: return Amount(count: try facts.overview(of: labelset).annotations)
        case .frames: return Amount(count: try facts.overview(of: labelset).frames)
        case .statuses(let statuses):
            return Amount(
                count: try samples(facts, labelset) { statuses.containsExactly($0.status) },
                whole: try facts.overview().samples)
        case .emptySamples:
            return Amount(
                count: try samples(facts, labelset) {
                    $0.annotations == 0 && !["UNLABELED", "SKIPPED"].containsExactly($0.status)
                },
                whole: try facts.overview().samples)
        case .category(let word):
            let classes = try facts.classes(called: word, labelset)
            guard !classes.isEmpty else { throw try facts.unknownClass(word, labelset) }
            return Amount(
                count: try Set(classes).reduce(0) { $0 + (try facts.annotations(of: $1, labelset)) },
                whole: try facts.overview(of: labelset).annotations)
        case .findings, .newFindings:
            throw NoAnswer.unanswered("findings are not compared by number; ask for new ones")
        }
    }

    private func samples(
        _ facts: ReleaseFacts, _ labelset: String, where isCounted: (AnnotatedSamples) -> Bool
    ) throws -> Int {
        try facts.annotatedSamples(labelset).reduce(0) { $0 + (isCounted($1) ? $1.samples : 0) }
    }

    // MARK: Each of many

    func everyClass(_ bound: GateBound, _ labelset: String?) throws -> Answer {
        let labelset = labelset ?? ""
        var seen: Set<CategoryIdentity> = []
        let classes = try facts.categories().map { CategoryIdentity(id: $0.categoryID, name: $0.category) }
            .filter { seen.insert($0).inserted }
            .map { identity in
                (
                    name: identity.name ?? identity.id.map { "\($0)" } ?? "null",
                    annotations: try facts.annotations(of: identity, labelset)
                )
            }
        guard let least = classes.min(by: { $0.annotations < $1.annotations }) else {
            throw NoAnswer.unanswered("the release defines no class")
        }
        let bad = classes.filter { !bound.allows($0.annotations) }.sorted { $0.annotations < $1.annotations }
        if bad.isEmpty {
            let text = "all \(FoundText.count(classes.count)) do; the fewest has \(least.name), "
            return Answer(true, text + FoundText.count(least.annotations))
        }
        let list = FoundText.list(bad.map { "\($0.name) \(FoundText.count($0.annotations))" })
        return Answer(
            false, "\(FoundText.count(bad.count)) of \(FoundText.count(classes.count)) do not: \(list)")
    }

    func everySample(_ statuses: [String], _ bound: GateBound, _ labelset: String?) throws -> Answer {
        let counted = try facts.annotatedSamples(labelset ?? "")
            .filter { statuses.isEmpty || statuses.containsExactly($0.status) }
        return everySample(counted) { bound.allows($0.annotations) }
    }

    func everySampleHasStatus(_ statuses: [String], _ labelset: String?) throws -> Answer {
        everySample(try facts.annotatedSamples(labelset ?? "")) { statuses.containsExactly($0.status) }
    }

    private func everySample(
        _ counted: [AnnotatedSamples], _ isGood: (AnnotatedSamples) -> Bool
    ) -> Answer {
        let total = counted.reduce(0) { $0 + $1.samples }
        guard total > 0 else { return Answer(true, "there is no such sample") }
        let bad = counted.filter { !isGood($0) }
        guard !bad.isEmpty else { return Answer(true, "all \(FoundText.count(total)) do") }
        let samples = bad.reduce(0) { $0 + $1.samples }
        let groups = bad.map { group in
            let annotations = FoundText.count(group.annotations, "annotation")
            return
                "\(FoundText.count(group.samples)) \(group.status ?? "without a status") with \(annotations), as \(group.first)"
        }
        return Answer(
            false,
            "\(FoundText.count(samples)) of \(FoundText.count(total)) do not: \(FoundText.list(groups))")
    }
}

extension [String] {
    /// Whether one of them is a status, character by character.
    fileprivate func containsExactly(_ status: String?) -> Bool {
        status.map { status in contains { $0.isExactly(status) } } ?? false
    }
}
