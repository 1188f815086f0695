import ReleaseFormat
import TestSupport

@testable import Warehouse

/// What is to be found of tracks, read off a document in the simplest way; lines as ``RuleCase/line(of:)`` writes them,
/// with the rule before them and without the annotation's id.
///
/// For documents whose values are of the types that the format page names.
struct NaiveTracks {
    typealias Step = (frame: Int, annotation: JSONValue)

    let document: JSONValue

    var lines: [String] {
        var lines: [String] = []
        for sample in document.samples {
            let alone = document.withSamples([sample])
            let sequences = NaiveSequence.all(in: alone).filter { !$0.isStill }
            for sequence in sequences {
                let statesKeyframes = sequences.contains { other in
                    other.labelset == sequence.labelset
                        && other.annotations.contains { $0.annotation["is_keyframe"]?.bool != nil }
                }
                let place = [sample["uuid"]?.string, sequence.labelset, sequence.sensor].compactMap { $0 }
                for track in sequence.tracks {
                    lines += self.lines(of: track, sequence, statesKeyframes).map {
                        "\($0.rule) \(place.joined(separator: " ")) \($0.rest)"
                    }
                }
            }
        }
        return lines
    }

    private func lines(
        of track: [Step], _ sequence: NaiveSequence, _ statesKeyframes: Bool
    ) -> [(rule: String, rest: String)] {
        var lines: [(String, String)] = []
        func tell(_ rule: String, _ steps: [Step], _ field: String) {
            guard let first = steps.first else { return }
            let category = first.annotation["category_id"]?.integer.map { " category \($0)" } ?? ""
            lines.append(
                (rule, "@\(first.frame) track \(id(track))\(category)\(field)\(times(steps.count))"))
        }
        let known = track.filter { $0.annotation["category_id"]?.integer != nil }
        let changes = zip(known, known.dropFirst()).filter {
            $0.0.annotation["category_id"]?.integer != $0.1.annotation["category_id"]?.integer
        }
        tell("track.category", changes.map(\.1), " category_id")
        let frames = Set(track.map(\.frame)).sorted()
        let missing = (frames[0]...frames[frames.count - 1]).filter { !frames.contains($0) }
        let whole =
            " track \(id(track))"
            + (known.first.map { " category \($0.annotation["category_id"]?.integer ?? 0)" } ?? "")
        if let first = missing.first {
            lines.append(("track.gap", "@\(first)\(whole)\(times(missing.count))"))
        }
        if frames.count == 1, sequence.frames.count > 1 { tell("track.single", [track[0]], "") }
        if statesKeyframes, !track.contains(where: { $0.annotation["is_keyframe"]?.bool == true }) {
            lines.append(("track.keyframe", "\(whole.dropFirst()) is_keyframe"))
        }
        // Of several annotations in one frame, the first.
        let firsts = frames.compactMap { frame in track.first { $0.frame == frame } }
        let pairs = zip(firsts, firsts.dropFirst()).filter {
            $0.0.annotation["type"]?.string == $0.1.annotation["type"]?.string
        }
        tell("track.speed", pairs.filter { isFast($0.0, $0.1, sequence) }.map(\.1), " position")
        let steps = pairs.compactMap { Jump($0.0, $0.1) }
        let median = steps.count < 3 ? 0 : naiveMedian(steps.map(\.length)) ?? 0
        tell("track.jump", steps.filter { $0.isLong && $0.length > 10 * median }.map(\.end), "")
        return lines
    }

    private func id(_ track: [Step]) -> Int64 { track[0].annotation["track_id"]?.integer ?? 0 }

    private func times(_ count: Int) -> String { count == 1 ? "" : " x\(count)" }

    private func isFast(_ start: Step, _ end: Step, _ sequence: NaiveSequence) -> Bool {
        guard start.annotation["type"]?.string?.hasPrefix("cuboid") ?? false,
            let one = vector(start.annotation["position"]), let other = vector(end.annotation["position"]),
            let seconds = seconds(sequence, start.frame, end.frame), seconds > 0
        else { return false }
        let speed = zip(one, other).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot() / seconds
        let areKnown = [start.frame, end.frame].allSatisfy {
            vector(sequence.asset($0)?["ego_pose"]?["position"]) != nil
        }
        return speed > (areKnown ? 70 : 140)
    }

    private func seconds(_ sequence: NaiveSequence, _ start: Int, _ end: Int) -> Double? {
        let first = sequence.frames.indices.lazy.compactMap { sequence.timestamp($0) }.first
        guard let size = first.map({ NaiveTime($0).double.magnitude }), size >= 1e8,
            let start = sequence.timestamp(start), let end = sequence.timestamp(end)
        else { return nil }
        let unit = size >= 1e17 ? 1e9 : size >= 1e14 ? 1e6 : size >= 1e11 ? 1e3 : 1
        if let start = NaiveTime(start).whole, let end = NaiveTime(end).whole {
            return Double(end - start) / unit
        }
        return (NaiveTime(end).double - NaiveTime(start).double) / unit
    }

    private func vector(_ value: JSONValue?) -> [Double]? {
        let numbers = ["x", "y", "z"].compactMap { value?[$0]?.double }
        return numbers.count == 3 ? numbers : nil
    }

    /// A step of something with an extent.
    private struct Jump {
        var end: Step
        var length: Double
        var isLong: Bool

        init?(_ start: Step, _ end: Step) {
            guard let one = Self.box(start.annotation), let other = Self.box(end.annotation) else {
                return nil
            }
            self.end = end
            let centers = [one, other].map { box in zip(box.low, box.high).map { ($0 + $1) / 2 } }
            let way = zip(centers[0], centers[1]).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
            length = way / Double(end.frame - start.frame)
            let diagonal = [one, other].map { box in
                zip(box.low, box.high).map { ($1 - $0) * ($1 - $0) }.reduce(0, +).squareRoot()
            }.max()
            isLong = (diagonal ?? 0) > 0 && length > 5 * (diagonal ?? 0)
        }

        private static func box(_ annotation: JSONValue) -> (low: [Double], high: [Double])? {
            if annotation["type"]?.string?.hasPrefix("cuboid") ?? false {
                let axes = ["x", "y", "z"]
                let center = axes.compactMap { annotation["position"]?[$0]?.double }
                let size = axes.compactMap { annotation["dimensions"]?[$0]?.double }
                guard center.count == 3, size.count == 3 else { return nil }
                return (zip(center, size).map { $0 - $1 / 2 }, zip(center, size).map { $0 + $1 / 2 })
            }
            let points = (annotation["points"]?.array ?? []).map { ($0.array ?? []).compactMap(\.double) }
            guard let first = points.first, !first.isEmpty else { return nil }
            return (
                first.indices.map { axis in points.map { $0[axis] }.min() ?? 0 },
                first.indices.map { axis in points.map { $0[axis] }.max() ?? 0 }
            )
        }
    }
}
