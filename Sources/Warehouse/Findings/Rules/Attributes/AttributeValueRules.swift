import ReleaseFormat

/// Checks attributes against their definitions.
///
/// Attributes repeat, and equal ones of one category are judged once: an annotation is only asked for the number of its
/// set of attributes.
final class AttributeValueRules: ContentRules {
    static let rules = AttributeRules.all

    /// At most this many verdicts are kept; then all are forgotten.
    private static let mostVerdicts = 1 << 16

    /// By ``AttributeFault/Kind``.
    private let active: [ActiveRule?]
    private let owners: AttributeOwners
    private let judge: AttributeJudge
    private let hasLinkDemands: Bool

    /// By owner and set of attributes: in `verdicts`.
    private var known = PairTable()
    /// The first one means that nothing is wrong.
    private var verdicts: [[AttributeFault]] = [[]]
    private var gathered = GatheredFaults()

    init(_ context: RuleContext) {
        active = AttributeFault.Kind.allCases.map { context.active(AttributeRules.rule(of: $0)) }
        owners = AttributeOwners(context.taxonomy)
        var judge = AttributeJudge()
        if let step = active[AttributeFault.Kind.step.rawValue] {
            judge.tolerance.step = step.threshold("tolerance")
        }
        self.judge = judge
        hasLinkDemands = owners.links.contains { !$0.mandatory.isEmpty }
    }

    func check(_ label: CheckedLabel, in batch: ContentBatch, _ findings: inout FindingSink) throws {
        guard !label.isNull, label.structure != .none else { return }
        let spaces = label.structure == .sensors ? SensorSpaces(label, in: batch) : nil
        let asksMandatory = !Self.owesNothing(label)
        try checkObjects(label, batch, spaces, asksMandatory)
        checkImages(label, batch, spaces, asksMandatory)
        if !label.links.isEmpty { checkLinks(label, batch, asksMandatory) }
        gathered.report(active, label, batch, &findings)
    }

    /// Whether it was not labeled, or skipped.
    static func owesNothing(_ label: CheckedLabel) -> Bool {
        guard let status = label.status?.uppercased() else { return false }
        return status == "SKIPPED" || status == "UNLABELED"
    }

    private func wanted(_ faults: [AttributeFault]) -> [AttributeFault] {
        faults.filter { active[$0.kind.rawValue] != nil }
    }

    // MARK: Objects

    private func checkObjects(
        _ label: CheckedLabel, _ batch: ContentBatch, _ spaces: SensorSpaces?, _ asksMandatory: Bool
    ) throws {
        let annotations = batch.annotations
        let hasTracks = label.structure != .still
        // Neighbours are mostly alike.
        var last: (owner: Int32, set: Int64, verdict: Int32) = (-1, -1, 0)
        for frame in label.frames {
            let sensors = spaces?.sensors(of: frame, in: batch)
            let variant: Int32 =
                (sensors == nil ? 0 : sensors == .plane ? 1 : 2) * 2 + (asksMandatory ? 1 : 0)
            for index in batch.frames.annotations(of: frame) {
                let category = owners.owner(of: index, in: annotations)
                guard category >= 0 else { continue }
                let set = annotations.attributes[index]
                let owner = category * 6 + variant
                if set < 0 {
                    let faults = wanted(
                        judge.faults(
                            of: JSONValue(json: try batch.attributeText(of: index)),
                            owners.objects[Int(category)], sensors: sensors, asksMandatory: asksMandatory))
                    if !faults.isEmpty { gathered.add(faults, of: index, frame, batch, hasTracks) }
                    continue
                }
                if owner != last.owner || set != last.set {
                    last = (owner, set, try verdict(owner, set, index, batch, sensors))
                }
                if last.verdict != 0 {
                    gathered.add(verdicts[Int(last.verdict)], of: index, frame, batch, hasTracks)
                }
            }
        }
    }

    private func verdict(
        _ owner: Int32, _ set: Int64, _ annotation: Int, _ batch: ContentBatch,
        _ sensors: AttributeDemand.Sensors?
    ) throws -> Int32 {
        if let verdict = known[owner, set] { return verdict }
        let faults = wanted(
            judge.faults(
                of: set == 0 ? nil : JSONValue(json: try batch.attributeText(of: annotation)),
                owners.objects[Int(owner / 6)], sensors: sensors, asksMandatory: owner % 2 == 1))
        if verdicts.count > Self.mostVerdicts {
            verdicts.removeLast(verdicts.count - 1)
            known.removeAll()
        }
        var verdict: Int32 = 0
        if !faults.isEmpty {
            verdict = Int32(verdicts.count)
            verdicts.append(faults)
        }
        known.set(verdict, owner, set)
        return verdict
    }

    // MARK: Images

    private func checkImages(
        _ label: CheckedLabel, _ batch: ContentBatch, _ spaces: SensorSpaces?, _ asksMandatory: Bool
    ) {
        let own = JSONValue(json: label.imageAttributes)
        if let own {
            let faults = judge.faults(of: own, owners.images, sensors: nil, asksMandatory: false)
            for fault in wanted(faults) { gathered.addImage(fault) }
        }
        var needed: [Int] = []
        if asksMandatory, active[AttributeFault.Kind.missing.rawValue] != nil {
            needed = owners.images.mandatory.filter { index in
                let demand = owners.images.all[index]
                return !AttributeJudge.isFilledIn(own?[demand.name], demand)
            }
        }
        // A still has no frames that could have them.
        if label.structure == .still {
            for index in needed {
                let demand = owners.images.all[index]
                gathered.addImage(AttributeJudge.missing(demand, own?[demand.name]))
            }
            return
        }
        var filled: [Set<Int32>] = Array(repeating: [], count: needed.count)
        // Frames that follow each other mostly say the same.
        var last: (text: TextRange, value: JSONValue?, faults: [AttributeFault]) = (.none, nil, [])
        var lastSensors: AttributeDemand.Sensors?
        for frame in label.frames {
            let text = batch.frames.imageAttributes[frame]
            guard !text.isNone else { continue }
            let sensors = spaces?.sensors(of: frame, in: batch)
            if !batch.texts[text].elementsEqual(batch.texts[last.text]) || sensors != lastSensors {
                let value = JSONValue(json: batch.texts.string(text))
                let faults = judge.faults(of: value, owners.images, sensors: sensors, asksMandatory: false)
                last = (text, value, wanted(faults))
                lastSensors = sensors
            }
            for fault in last.faults { gathered.addImage(fault, frame: frame, batch) }
            for (number, index) in needed.enumerated() {
                let demand = owners.images.all[index]
                if AttributeJudge.isFilledIn(last.value?[demand.name], demand) {
                    filled[number].insert(batch.frames.number[frame])
                }
            }
        }
        for (need, index) in needed.enumerated() {
            let demand = owners.images.all[index]
            var seen: Set<Int32> = []
            var first: Int?
            for frame in label.frames {
                let number = batch.frames.number[frame]
                if filled[need].contains(number) || seen.contains(number) { continue }
                let sensors = spaces?.sensors(of: frame, in: batch)
                if let sensors, let own = demand.sensors, own != sensors { continue }
                seen.insert(number)
                if first.map({ number < batch.frames.number[$0] }) ?? true { first = frame }
            }
            if let first {
                gathered.addImage(AttributeJudge.missing(demand, nil), frame: first, batch, count: seen.count)
            }
        }
    }

    // MARK: Links

    private func checkLinks(_ label: CheckedLabel, _ batch: ContentBatch, _ asksMandatory: Bool) {
        let links = batch.links[label.links]
        guard hasLinkDemands || links.contains(where: { $0.attributes != nil }) else { return }
        let origins = LinkedObjects(label, in: batch)
        for link in links {
            guard let from = link.fromID.flatMap({ origins[$0] }) else { continue }
            let owner = owners.owner(of: from, in: batch.annotations)
            guard owner >= 0 else { continue }
            let faults = judge.faults(
                of: JSONValue(json: link.attributes), owners.links[Int(owner)], sensors: nil,
                asksMandatory: asksMandatory)
            for fault in wanted(faults) { gathered.addLink(fault, link.position, from: from) }
        }
    }
}

/// The objects of a label, by the number that links use for them.
///
/// In a still the annotation's id is looked for first, in a sequence the track's; of several annotations the first is
/// meant.
struct LinkedObjects {
    private var ids: [Int64: Int] = [:]
    private var tracks: [Int64: Int] = [:]
    private let isStill: Bool

    init(_ label: CheckedLabel, in batch: ContentBatch) {
        isStill = label.structure == .still
        for index in label.annotations {
            if let id = batch.annotations.optionalID(index), ids[id] == nil { ids[id] = index }
            if let id = batch.annotations.optionalTrackID(index), tracks[id] == nil { tracks[id] = index }
        }
    }

    subscript(number: Int64) -> Int? {
        isStill ? ids[number] ?? tracks[number] : tracks[number] ?? ids[number]
    }
}
