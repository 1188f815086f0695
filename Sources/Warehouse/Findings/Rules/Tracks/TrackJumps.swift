/// Separates jumps of tracks from objects that are only fast: a second look at the few tracks with long steps.
struct TrackJumps {
    private struct Step {
        var annotation: Int
        /// For each frame that it takes.
        var length: Double
        var diagonal: Double
        var isLong: Bool
    }

    private let rule: ActiveRule
    private let diagonals: Double
    private let median: Double

    /// The median of fewer steps means little.
    private static let leastSteps = 3

    init(_ rule: ActiveRule) {
        self.rule = rule
        diagonals = rule.threshold("max_diagonals")
        median = rule.threshold("max_median")
    }

    /// - Parameters:
    ///   - candidates: slots with long steps, ascending.
    ///   - first: the first slot of the sequence.
    func judge(
        _ candidates: [Int], in frames: Range<Int>, _ first: Int, _ slots: TrackSlots, _ batch: ContentBatch,
        _ events: inout TrackEvents
    ) {
        let annotations = batch.annotations
        var indexes: [Int64: Int] = [:]
        for (candidate, slot) in candidates.enumerated() { indexes[slots.trackID(slot)] = candidate }
        var lasts = [TrackSpot](repeating: .none, count: candidates.count)
        var steps = [[Step]](repeating: [], count: candidates.count)
        for frame in frames {
            for index in batch.frames.annotations(of: frame)
            where annotations.flags[index].contains(.hasTrackID) {
                guard let candidate = indexes[annotations.trackID[index]], lasts[candidate].frame != frame
                else {
                    continue
                }
                let last = lasts[candidate]
                let spot = TrackSpot(index, frame, batch)
                lasts[candidate] = spot
                guard last.frame >= 0, last.type == spot.type else { continue }
                let passed = Double(batch.frames.number[frame] - batch.frames.number[last.frame])
                let length = (spot.center - last.center).length / passed
                guard length.isFinite else { continue }
                steps[candidate].append(
                    Step(
                        annotation: index, length: length,
                        diagonal: max(spot.diagonal, last.diagonal).squareRoot(),
                        isLong: spot.isJump(from: last, diagonals: diagonals, batch)))
            }
        }
        for (candidate, slot) in candidates.enumerated() {
            let own = steps[candidate]
            let usual = own.count < Self.leastSteps ? 0 : Self.median(own.map(\.length))
            for step in own where step.isLong && step.length > median * usual {
                events.add(
                    rule, slot, annotation: step.annotation, field: nil,
                    expected: "at most \(FindingText.rounded(diagonals)) diagonals a frame",
                    found: "\(FindingText.rounded(step.length / step.diagonal)) diagonals")
            }
        }
    }

    private static func median(_ numbers: [Double]) -> Double {
        let sorted = numbers.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
