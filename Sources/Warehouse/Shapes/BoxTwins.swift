/// Finds boxes of one frame that are nearly the same.
struct BoxTwins {
    struct Box {
        /// Only boxes that agree in both are compared.
        var group: Int
        var categoryID: Int64
        var xMin: Double
        var yMin: Double
        var xMax: Double
        var yMax: Double
        /// In the frame's list.
        var position: Int32

        var area: Double { (xMax - xMin) * (yMax - yMin) }

        /// Jaccard's index of two areas: what they share over what they cover together.
        func intersectionOverUnion(with other: Box) -> Double {
            let width = min(xMax, other.xMax) - max(xMin, other.xMin)
            let height = min(yMax, other.yMax) - max(yMin, other.yMin)
            guard width > 0, height > 0 else { return 0 }
            let shared = width * height
            return shared / (area + other.area - shared)
        }
    }

    /// From this intersection over union on.
    let overlap: Double
    private var boxes: [Box] = []
    /// Of each box, another one of its set, or itself.
    private var links: [Int] = []

    init(overlap: Double) {
        self.overlap = overlap
    }

    mutating func add(_ box: Box) { boxes.append(box) }

    /// Calls `pair` with each two boxes that are twins, the one that is listed first in front, and `set` once for
    /// each set of boxes that pairs connect. No box is left afterwards.
    mutating func finishFrame(
        pair: (Box, Box, Double) -> Void, set: (_ group: Int, _ members: Int) -> Void
    ) {
        defer { boxes.removeAll(keepingCapacity: true) }
        guard boxes.count > 1 else { return }
        boxes.sort(by: Self.isBefore)
        links = Array(boxes.indices)
        var hasPair = false
        for index in boxes.indices {
            let box = boxes[index]
            // What two boxes share is no wider than their overlap along x, and what they cover no narrower than
            // either: a box that begins farther right shares too little. A little room is for rounding.
            let width = box.xMax - box.xMin
            let reach = box.xMin + width * (1 - min(max(overlap, 0), 1)) + width * 1e-9
            for next in boxes.indices[(index + 1)...] {
                let other = boxes[next]
                guard other.group == box.group, other.categoryID == box.categoryID, other.xMin <= reach else {
                    break
                }
                let shared = box.intersectionOverUnion(with: other)
                guard shared > 0, shared >= overlap else { continue }
                hasPair = true
                links[root(of: index)] = root(of: next)
                let isInOrder = box.position < other.position
                pair(isInOrder ? box : other, isInOrder ? other : box, shared)
            }
        }
        guard hasPair else { return }
        var members = [Int](repeating: 0, count: boxes.count)
        for index in boxes.indices { members[root(of: index)] += 1 }
        for index in boxes.indices where members[index] > 1 { set(boxes[index].group, members[index]) }
    }

    private static func isBefore(_ one: Box, _ other: Box) -> Bool {
        if one.group != other.group { return one.group < other.group }
        if one.categoryID != other.categoryID { return one.categoryID < other.categoryID }
        if one.xMin != other.xMin { return one.xMin < other.xMin }
        return one.position < other.position
    }

    /// The representative of a box's set; paths are halved as they are followed.
    private mutating func root(of index: Int) -> Int {
        var index = index
        while links[index] != index {
            links[index] = links[links[index]]
            index = links[index]
        }
        return index
    }
}
