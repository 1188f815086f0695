/// Finds the objects at which links begin, during a scan of annotations.
///
/// A link names an object, or a track: in a still the annotation's id is looked for first, in a sequence the track's.
struct LinkOrigins {
    private let links: [LabelContent.Link]
    private let linksOfLabels: [Int32: Range<Int>]
    /// The groups of the first annotation with the link's id, and with its track id; -1 for none.
    private var groups: [(byID: Int32, byTrack: Int32)]
    /// Those of annotations that are in several groups: all but the first, by link.
    private var others: (byID: [Int: [Int32]], byTrack: [Int: [Int32]]) = ([:], [:])
    /// The links that the last annotation was found for.
    private var found: (byID: [Int], byTrack: [Int]) = ([], [])
    private var label = -1
    /// The links of the current label, by the id at which they begin.
    private var waiting: [Int64: [Int]] = [:]

    init(_ links: [LabelContent.Link]) {
        self.links = links
        groups = Array(repeating: (-1, -1), count: links.count)
        var ranges: [Int32: Range<Int>] = [:]
        for (index, link) in links.enumerated() {
            ranges[link.label] = (ranges[link.label]?.lowerBound ?? index)..<index + 1
        }
        linksOfLabels = ranges
    }

    var isEmpty: Bool { links.isEmpty }

    /// Adds an annotation; those of a label follow each other.
    ///
    /// - Parameter isRepeat: whether it is the same annotation again, in another group.
    mutating func see(label: Int, id: Int64?, trackID: Int64?, group: Int, isRepeat: Bool) {
        if isRepeat {
            for index in found.byID { others.byID[index, default: []].append(Int32(group)) }
            for index in found.byTrack { others.byTrack[index, default: []].append(Int32(group)) }
            return
        }
        found.byID.removeAll(keepingCapacity: true)
        found.byTrack.removeAll(keepingCapacity: true)
        if label != self.label {
            self.label = label
            waiting = [:]
            for index in linksOfLabels[Int32(label)] ?? 0..<0 {
                if let from = links[index].fromID { waiting[from, default: []].append(index) }
            }
        }
        guard !waiting.isEmpty else { return }
        for index in id.flatMap({ waiting[$0] }) ?? [] where groups[index].byID < 0 {
            groups[index].byID = Int32(group)
            found.byID.append(index)
        }
        for index in trackID.flatMap({ waiting[$0] }) ?? [] where groups[index].byTrack < 0 {
            groups[index].byTrack = Int32(group)
            found.byTrack.append(index)
        }
    }

    /// The groups of the object at which a link begins; empty if there is no such object.
    func groups(ofLink index: Int, _ structure: LabelContent.Structure) -> [Int] {
        let (byID, byTrack) = groups[index]
        let isByTrack = structure == .sequence ? byTrack >= 0 : byID < 0
        let first = isByTrack ? byTrack : byID
        guard first >= 0 else { return [] }
        return [Int(first)] + ((isByTrack ? others.byTrack : others.byID)[index] ?? []).map(Int.init)
    }
}
