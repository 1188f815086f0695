import SQLite

/// Counts what images say: stills, the frames of sequences, and sequences that have image attributes as a whole.
struct ImageAttributes {
    private let selection: Selection
    private let content: LabelContent
    /// Of each frame of the selection, the number of its image attributes in `texts`; -1 for none.
    private var ofFrames: [Int32]
    private var texts = DistinctTexts()

    init(_ selection: Selection, _ content: LabelContent) throws {
        self.selection = selection
        self.content = content
        let frames = try selection.frames()
        ofFrames = Array(repeating: -1, count: frames.count)
        let runs = IDRuns(
            frames.indices.map {
                // A still has them in its label.
                let isStill = content.structures[Int(frames[$0].label)] != .sequence
                return IDSpan(first: frames[$0].id, count: isStill ? 0 : 1, owner: Int32($0))
            })
        try runs.forEach(
            selection.connection,
            """
            SELECT id, image_attributes
            FROM frame
            WHERE id >= ?1 AND id < ?2
            ORDER BY id
            """
        ) { frame, row in
            if !row.isNull(at: 1) { ofFrames[Int(frame)] = row.withBytes(at: 1) { texts.number(of: $0) } }
        }
    }

    /// Whether any image has attributes.
    var areSet: Bool { texts.count > 0 || content.imageAttributes.contains { $0 >= 0 } }

    private struct Use: Hashable {
        var group: Int32
        var sensor: Int32
        var isLabels: Bool
        var text: Int32
    }

    /// Adds all images, each to the groups of its label.
    func count(into populations: inout AttributePopulations) throws {
        let groupings = selection.groupings.filter { $0 != .category }
        let members = try selection.labelsByGroup(groupings.filter { $0 != .sensor })
        let bySensor = groupings.contains(.sensor)
        let frames = try framesOfLabels()
        let allFrames = try selection.frames()
        var uses: [Use: Int] = [:]
        for (group, labels) in members.members.enumerated() {
            for label in labels.map({ Int($0) }) where content.structures[label] != .none {
                let own = content.imageAttributes[label]
                if own >= 0 || content.structures[label] == .still {
                    uses[Use(group: Int32(group), sensor: -1, isLabels: true, text: own), default: 0] += 1
                }
                guard content.structures[label] == .sequence else { continue }
                for frame in frames[label] {
                    let sensor = bySensor ? allFrames[frame].sensor : -1
                    let text = ofFrames[frame]
                    uses[Use(group: Int32(group), sensor: sensor, isLabels: false, text: text), default: 0] +=
                        1
                }
            }
        }
        let owner = AttributeOwner(scope: .image, categoryID: nil)
        for (use, times) in uses {
            var key = members.groups.keys[Int(use.group)]
            if bySensor, let index = groupings.firstIndex(of: .sensor) {
                key.insert(.optional(selection.sensors[use.sensor]), at: index + 1)
            }
            let text = use.text < 0 ? nil : use.isLabels ? content.texts[use.text] : texts[use.text]
            populations.add(
                text.map { AttributeValues.members(of: $0) } ?? [], times: times, of: key, owner)
        }
    }

    /// The range of each label's frames among those of the selection.
    private func framesOfLabels() throws -> [Range<Int>] {
        var ranges = [Range<Int>](repeating: 0..<0, count: content.structures.count)
        for (index, frame) in try selection.frames().enumerated() {
            let label = Int(frame.label)
            ranges[label] = (ranges[label].isEmpty ? index : ranges[label].lowerBound)..<index + 1
        }
        return ranges
    }
}
