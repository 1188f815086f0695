/// Finds the objects that links begin at, while annotations go by.
///
/// A link names an object, or a track: in a still the annotation's id is looked for first, in a sequence the track's.
struct LinkOrigins {
    private let links: [LabelContent.Link]
    private let linksOfLabels: [Int32: Range<Int>]
    /// The groups of the first annotation with the link's id, and with its track id; -1 for none.
    private var groups: [(byID: Int32, byTrack: Int32)]
    private var label = -1
    /// The links of the label at hand, by the id they begin at.
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

    /// Takes in an annotation; those of a label follow each other.
    mutating func see(label: Int, id: Int64?, trackID: Int64?, group: Int) {
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
        }
        for index in trackID.flatMap({ waiting[$0] }) ?? [] where groups[index].byTrack < 0 {
            groups[index].byTrack = Int32(group)
        }
    }

    /// The group of the object that a link begins at; nil when none was seen.
    func group(ofLink index: Int, _ structure: LabelContent.Structure) -> Int? {
        let (byID, byTrack) = groups[index]
        let (first, second) = structure == .sequence ? (byTrack, byID) : (byID, byTrack)
        let group = first >= 0 ? first : second
        return group < 0 ? nil : Int(group)
    }
}
