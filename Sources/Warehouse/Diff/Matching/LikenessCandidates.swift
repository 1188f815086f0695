/// The pairs of shapes that are like enough, best first.
///
/// Only shapes that come near each other are measured: both lists are swept along x.
struct LikenessCandidates {
    struct Candidate {
        var from: Int
        var to: Int
        var score: Double
    }

    private(set) var all: [Candidate] = []

    init(_ old: [(index: Int, shape: Shape)], _ new: [(index: Int, shape: Shape)], threshold: Double) {
        for kind in Set(old.map(\.shape.kind)) {
            sweep(old.filter { $0.shape.kind == kind }, new.filter { $0.shape.kind == kind }, threshold)
        }
        // Of equally good ones, those at the front of the lists; never by which list is whose, so that the other way
        // round the same pairs come first. What is left equal, (1, 2) and (2, 1), has no index in common.
        all.sort { one, other in
            if one.score != other.score { return one.score > other.score }
            let (lesser, least) = (min(one.from, one.to), min(other.from, other.to))
            return lesser != least ? lesser < least : max(one.from, one.to) < max(other.from, other.to)
        }
    }

    private struct Entry {
        var index: Int
        var shape: Shape
        var reach: ClosedRange<Double>
    }

    private mutating func sweep(
        _ old: [(index: Int, shape: Shape)], _ new: [(index: Int, shape: Shape)], _ threshold: Double
    ) {
        func entries(_ shapes: [(index: Int, shape: Shape)]) -> [Entry] {
            shapes.map { Entry(index: $0.index, shape: $0.shape, reach: $0.shape.reach(threshold)) }
                .sorted { $0.reach.lowerBound < $1.reach.lowerBound }
        }
        let (ones, others) = (entries(old), entries(new))
        var (openOld, openNew): ([Entry], [Entry]) = ([], [])
        var (one, other) = (0, 0)
        while one < ones.count || other < others.count {
            let takesOld =
                other == others.count
                || one < ones.count && ones[one].reach.lowerBound <= others[other].reach.lowerBound
            if takesOld {
                let entry = ones[one]
                one += 1
                openNew.removeAll { $0.reach.upperBound < entry.reach.lowerBound }
                for twin in openNew { measure(entry, twin, threshold) }
                openOld.append(entry)
            } else {
                let entry = others[other]
                other += 1
                openOld.removeAll { $0.reach.upperBound < entry.reach.lowerBound }
                for twin in openOld { measure(twin, entry, threshold) }
                openNew.append(entry)
            }
        }
    }

    private mutating func measure(_ one: Entry, _ other: Entry, _ threshold: Double) {
        guard one.shape.mayBeLike(other.shape, threshold) else { return }
        let score = one.shape.likeness(to: other.shape)
        guard score >= threshold, score > 0 else { return }
        all.append(Candidate(from: one.index, to: other.index, score: score))
    }
}

extension Shape {
    /// False where bounds that cost little show that two shapes are less like each other than asked for.
    func mayBeLike(_ other: Shape, _ threshold: Double) -> Bool {
        switch form {
        case .box, .cuboid, .span:
            guard min(size, other.size) >= threshold * max(size, other.size) else { return false }
        case .polygon, .polyline, .point: break
        }
        let margin = margin(threshold) + other.margin(threshold)
        return lower.y - other.upper.y <= margin && other.lower.y - upper.y <= margin
            && lower.z - other.upper.z <= margin && other.lower.z - upper.z <= margin
    }
}
