import Warehouse

/// Checks a release against the gates of a file.
///
/// Everything that several gates need is read once: the overview, a statistic, the findings.
///
/// ```swift
/// let gates = try GateFile(parsing: bytes)
/// let evaluation = GateEvaluation(gates, of: DiffSide(warehouse: warehouse, ref: "acme/street@v2"))
/// for result in try evaluation.results() { print(result.gate.asked, result.outcome) }
/// ```
public final class GateEvaluation {
    let file: GateFile
    let options: GateOptions
    let facts: ReleaseFacts
    private var bases: [Gate.Base: ReleaseFacts] = [:]
    private var tally: FindingTally?
    private var lost: [String: LostSamples] = [:]

    struct LostSamples {
        var count: Int
        var first: [String]
    }

    /// - Parameter release: the release, by its full reference, and the warehouse that holds it.
    public init(_ file: GateFile, of release: DiffSide, options: GateOptions = GateOptions()) {
        self.file = file
        self.options = options
        facts = ReleaseFacts(release, options.cancellation)
    }

    /// Whether a gate asks for findings, so that the release must be validated.
    public var needsFindings: Bool { file.gates.contains(where: \.isAboutFindings) }

    /// Validates the release by all rules, as the settings have them, and remembers what gates ask for: where the
    /// findings are wanted too, they are found once.
    ///
    /// - Parameter finding: is called with each finding, as of `Warehouse.validate`.
    /// - Throws: ``PlacedError`` for a release to compare with that is not there; as `Warehouse.validate`.
    @discardableResult
    public func validate(finding pass: (Finding) throws -> Void = { _ in }) throws -> ValidationSummary {
        var known: [String: [UInt64: Int]] = [:]
        for gate in file.gates {
            guard case .amount(.newFindings, _) = gate.question,
                let base = try? base(of: gate), known[base.ref] == nil
            else { continue }
            var fingerprints: [UInt64: Int] = [:]
            _ = try base.side.warehouse.validate(base.ref, options: validationOptions) {
                fingerprints[$0.fingerprintNumber, default: 0] += 1
            }
            known[base.ref] = fingerprints
        }
        var tally = FindingTally(known: known)
        let summary = try facts.side.warehouse.validate(facts.ref, options: validationOptions) {
            tally.add($0)
            try pass($0)
        }
        self.tally = tally
        return summary
    }

    private var validationOptions: ValidationOptions {
        var validation = ValidationOptions()
        validation.settings = options.settings
        validation.cancellation = options.cancellation
        return validation
    }

    /// What became of each gate, in the order of the file.
    ///
    /// - Throws: ``PlacedError`` for a gate that cannot be asked: a figure that there is not, a query that SQLite does
    ///   not take, a release to compare with that is not there; `WarehouseError` where the warehouse cannot be read.
    public func results() throws -> [GateResult] { try file.gates.map { try result(of: settled($0)) } }

    /// The gate in the reading that fits the release: a class is asked for by its whole name, where it has one.
    private func settled(_ gate: Gate) throws -> Gate {
        guard let other = gate.alternative, let name = other.question.className,
            try facts.categories().contains(where: { $0.category?.isExactly(name) ?? false })
        else { return gate }
        return Gate(
            other.question, base: gate.base, name: gate.name, labelset: other.labelset, place: gate.place)
    }

    private func result(of gate: Gate) throws -> GateResult {
        var result = GateResult(gate: gate, outcome: .unanswered)
        do {
            if gate.question.speaksOfOneLabelset {
                result.labelset = try facts.labelset(named: gate.labelset)
            } else {
                result.labelset = gate.labelset
                if let name = gate.labelset { _ = try facts.labelset(named: name) }
            }
            if gate.question.isComparison { result.against = try base(of: gate).ref }
            let answer = try answer(to: gate, result.labelset)
            result.outcome = answer.isGood ? .passed : .failed
            result.found = answer.found
            result.number = answer.number
        } catch NoAnswer.unanswered(let reason) {
            result.reason = reason
        } catch NoAnswer.skipped(let reason) {
            result.outcome = .skipped
            result.reason = reason
        } catch let error as WarehouseError {
            switch error.kind {
            // What the gate itself asks for is at fault.
            case .notFound, .ambiguous, .invalidInput, .sql, .limit:
                throw PlacedError(error, at: gate.place)
            case .unusable, .target, .interrupted: throw error
            }
        }
        return result
    }

    private func answer(to gate: Gate, _ labelset: String?) throws -> Answer {
        switch gate.question {
        case .amount(.findings(let kind), let bound): try findings(kind, bound, labelset)
        case .amount(.newFindings(let kind), let bound):
            try findings(kind, bound, labelset, newSince: base(of: gate).ref)
        case .amount(let subject, let bound): try amount(subject, bound, labelset)
        case .change(let subject, let direction, let bound):
            try change(subject, direction, bound, labelset, base(of: gate))
        case .changeOfClasses(let direction, let bound):
            try changeOfClasses(direction, bound, labelset, base(of: gate))
        case .everyClass(let bound): try everyClass(bound, labelset)
        case .everySample(let statuses, let bound): try everySample(statuses, bound, labelset)
        case .everySampleHasStatus(let statuses): try everySampleHasStatus(statuses, labelset)
        case .noSampleLost: try noSampleLost(base(of: gate))
        case .noClassLost: try noClassLost(base(of: gate))
        case .noClassRenumbered: try noClassRenumbered(base(of: gate))
        case .statistic(let question):
            try statistic(question, labelset: gate.labelset, question.isChange ? base(of: gate) : nil)
        case .sql(let question):
            try sql(question, gate, question.isComparison ? base(of: gate) : nil)
        }
    }

    // MARK: Findings

    private func findings(
        _ kind: FindingKind, _ bound: GateBound, _ labelset: String?, newSince ref: String? = nil
    ) throws -> Answer {
        if case .rule(let word) = kind {
            let rules = Rule.all.filter { FindingKind.isNamed($0.id, by: word) }
            if rules.allSatisfy(options.settings.isOff) {
                throw NoAnswer.unanswered("the rules file turns \(word) off")
            }
        }
        if tally == nil { try validate() }
        let (findings, first) = tally?.count(kind, labelset: labelset, newSince: ref) ?? (0, [])
        var text = FoundText.count(findings) + (ref == nil ? "" : " new")
        if findings > 0 {
            let places = first.prefix(2).map(\.shortText)
            text += ": " + places.joined(separator: "; ")
            if findings > places.count { text += "; …" }
        }
        return Answer(bound.allows(findings), text, number: .count(findings))
    }

    // MARK: The other release

    /// The release that a gate compares with.
    func base(of gate: Gate) throws -> ReleaseFacts {
        if let known = bases[gate.base] { return known }
        let side: DiffSide
        switch gate.base {
        case .previous: side = try options.previous ?? previous()
        case .ref(let ref):
            do {
                side = try options.find?(ref) ?? found(ref)
            } catch let error as WarehouseError where [.notFound, .ambiguous].contains(error.kind) {
                throw PlacedError(error, at: gate.place)
            }
        }
        if side.warehouse === facts.side.warehouse, side.ref.isExactly(facts.ref) {
            throw NoAnswer.unanswered("\(side.ref) is the release itself")
        }
        let base = ReleaseFacts(side, options.cancellation)
        bases[gate.base] = base
        return base
    }

    private func found(_ ref: String) throws -> DiffSide {
        let warehouse = facts.side.warehouse
        return DiffSide(warehouse: warehouse, ref: try warehouse.resolve(ref).ref)
    }

    private func previous() throws -> DiffSide {
        let warehouse = facts.side.warehouse
        let release = try warehouse.release(facts.ref)
        let releases = try warehouse.releases(dataset: release.dataset)
            .filter { $0.dataset.isExactly(release.dataset) }
        guard let place = releases.firstIndex(where: { $0.ref.isExactly(release.ref) }),
            releases.indices.contains(place + 1)
        else { throw NoAnswer.skipped("no release of \(release.dataset) before this one") }
        return DiffSide(warehouse: warehouse, ref: releases[place + 1].ref)
    }

    /// Samples of another release that this one does not have.
    func lostSamples(since base: ReleaseFacts) throws -> LostSamples {
        if let known = lost[base.ref] { return known }
        var options = DiffOptions()
        options.level = .sample
        options.kinds = [.removed]
        options.cancellation = self.options.cancellation
        var found = LostSamples(count: 0, first: [])
        _ = try Warehouse.diff(from: base.side, to: facts.side, options: options) { change in
            guard change.level == .sample, change.kind == .removed else { return }
            found.count += 1
            if found.first.count < 4 { found.first.append(change.sample ?? change.sampleUUID ?? "") }
        }
        lost[base.ref] = found
        return found
    }
}

extension Question {
    /// Whether it counts labels or annotations, each of which belongs to one labelset.
    var speaksOfOneLabelset: Bool {
        switch self {
        case .amount(let subject, _), .change(let subject, _, _):
            switch subject {
            case .labels, .annotations, .frames, .statuses, .emptySamples, .category: true
            case .samples, .classes, .findings, .newFindings: false
            }
        case .changeOfClasses, .everyClass, .everySample, .everySampleHasStatus: true
        case .noSampleLost, .noClassLost, .noClassRenumbered, .statistic, .sql: false
        }
    }
}

extension SQLQuestion {
    var isComparison: Bool { isChange || parameters.contains("previous") }
}

extension Finding {
    /// The rule and the place, in a few words.
    fileprivate var shortText: String {
        var words = [rule]
        if let sample = place.sample ?? place.sampleUUID { words.append(sample) }
        if let labelset = place.labelset { words.append(labelset) }
        if let sensor = place.sensor { words.append(sensor) }
        // The one frame of a still says nothing.
        if let frame = place.frame, frame > 0 || place.sensor != nil || place.trackID != nil {
            words.append("frame \(frame)")
        }
        if let id = place.annotationID {
            words.append("annotation \(id)")
        } else if let id = place.trackID {
            words.append("track \(id)")
        }
        return words.joined(separator: " ")
    }
}
