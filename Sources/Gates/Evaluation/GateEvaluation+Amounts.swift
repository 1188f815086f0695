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
            throw NoAnswer.unanswered("there is nothing to calculate a share of")
        }
        return Answer(
            bound.allows(amount.count, of: whole), FoundText.share(amount.count, of: whole, near: bound),
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
            throw NoAnswer.unanswered("the number of findings is not compared; use new findings")
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
        let total = FoundText.count(classes.count)
        if bad.isEmpty {
            let text = bound == .any ? "none is empty" : "all \(total) do"
            guard bound.isUpper, let most = classes.max(by: { $0.annotations < $1.annotations }) else {
                return Answer(true, "\(text); smallest: \(least.name), \(FoundText.count(least.annotations))")
            }
            return Answer(true, "\(text); largest: \(most.name), \(FoundText.count(most.annotations))")
        }
        let count = "\(FoundText.count(bad.count)) of \(total)"
        if bound == .any {
            let verb = bad.count == 1 ? "is" : "are"
            return Answer(false, "\(count) \(verb) empty: \(FoundText.list(bad.map(\.name)))")
        }
        let list = FoundText.list(bad.map { "\($0.name) \(FoundText.count($0.annotations))" })
        return Answer(false, "\(count) \(bad.count == 1 ? "does" : "do") not: \(list)")
    }

    func everySample(_ statuses: [String], _ bound: GateBound, _ labelset: String?) throws -> Answer {
        let counted = try facts.annotatedSamples(labelset ?? "")
            .filter { statuses.isEmpty || statuses.containsExactly($0.status) }
        if bound == .any {
            let what = (statuses.isEmpty ? "" : Subject.text(statuses) + " ") + "samples"
            return everySample(
                counted, good: "do", bad: ("\(what) has none", "\(what) have none"),
                listing: statuses.count == 1 ? { _ in nil } : { $0.words }
            ) { bound.allows($0.annotations) }
        }
        return everySample(counted, good: "do", bad: ("does not", "do not")) { group in
            "\(group.words) with \(FoundText.count(group.annotations, "annotation"))"
        } isGood: {
            bound.allows($0.annotations)
        }
    }

    func everySampleHasStatus(_ statuses: [String], _ labelset: String?) throws -> Answer {
        everySample(
            try facts.annotatedSamples(labelset ?? ""), good: "are", bad: ("is not", "are not"),
            listing: { $0.words }
        ) { statuses.containsExactly($0.status) }
    }

    /// - Parameters:
    ///   - good: what all samples do: `do`, `are`.
    ///   - bad: what one sample does, or several do, that fall short.
    ///   - words: what samples that fall short are; those of equal words are counted together.
    private func everySample(
        _ counted: [AnnotatedSamples], good: String, bad: (one: String, several: String),
        listing words: (AnnotatedSamples) -> String?, isGood: (AnnotatedSamples) -> Bool
    ) -> Answer {
        let total = counted.reduce(0) { $0 + $1.samples }
        guard total > 0 else { return Answer(true, "there is no such sample") }
        let short = counted.filter { !isGood($0) }
        guard let first = short.first else { return Answer(true, "all \(FoundText.count(total)) \(good)") }
        let samples = short.reduce(0) { $0 + $1.samples }
        let lead =
            "\(FoundText.count(samples)) of \(FoundText.count(total)) "
            + (samples == 1 ? bad.one : bad.several)
        var groups: [(words: String, samples: Int, first: String)] = []
        for group in short {
            guard let own = words(group) else { return Answer(false, "\(lead), e.g. \(first.first)") }
            if let known = groups.firstIndex(where: { $0.words == own }) {
                groups[known].samples += group.samples
            } else {
                groups.append((own, group.samples, group.first))
            }
        }
        let list = groups.map { "\(FoundText.count($0.samples)) \($0.words), e.g. \($0.first)" }
        return Answer(false, "\(lead): \(FoundText.list(list))")
    }
}

extension AnnotatedSamples {
    /// `LABELED`, `with no label`.
    fileprivate var words: String { hasLabel ? status ?? "without a status" : "with no label" }
}

extension [String] {
    /// Whether one of them is a status, character by character.
    fileprivate func containsExactly(_ status: String?) -> Bool {
        status.map { status in contains { $0.isExactly(status) } } ?? false
    }
}
