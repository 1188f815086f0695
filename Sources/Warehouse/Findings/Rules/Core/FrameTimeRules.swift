import Platform
import ReleaseFormat
import SQLite

/// The rule on the timestamps of a sequence.
final class FrameTimeRules: ContentRules {
    static let backwards = Rule(
        "frame.timestamp.backwards", .core, .warning,
        summary: "time runs backwards in a sequence",
        definition: """
            The `timestamp` of a frame is less than that of the last frame before it that has one, in the frames of a \
            sample or of a label, sensor by sensor. Texts of numbers count as numbers; whole numbers are compared exactly, \
            nanoseconds included; frames without a readable timestamp are skipped. Equal timestamps are fine. One finding \
            per sequence, at the first such frame; its count is the number of such frames. A label that only repeats what \
            its sample says is not reported again.
            """,
        example: .init(
            breaking:
                #"{"frames":[{"timestamp":"1700000000200000000"},{"timestamp":"1700000000100000000"}]}"#,
            remedy: "Put the frames in the order of time, or correct the timestamps."),
        needs: [.timestamps, .sequenceAttributes])

    static let rules = [backwards]

    private let backwards: ActiveRule?

    init(_ context: RuleContext) {
        backwards = context.active(Self.backwards)
    }

    /// The frames of a sequence that are earlier than the one before, by their index.
    private struct Steps {
        private(set) var frames: [Int] = []
        /// The one before the first of them.
        private(set) var before = 0
        private var last: (stamp: TimeStamp, frame: Int)?

        mutating func add(_ stamp: TimeStamp, _ frame: Int) {
            if let last, stamp.seconds(since: last.stamp, .seconds) < 0 {
                if frames.isEmpty { before = last.frame }
                frames.append(frame)
            }
            last = (stamp, frame)
        }
    }

    func check(_ sample: CheckedSample, in batch: ContentBatch, _ findings: inout FindingSink) throws {
        guard let backwards, sample.frames ?? 2 > 1, let assets = try Self.timed(sample, batch) else {
            return
        }
        let names = assets.sensorNames
        let sensors: [String?] = names.isEmpty ? [nil] : Self.unique(names.compactMap { $0 })
        for sensor in sensors {
            let frames = assets.frames(ofSensor: sensor)
            let steps = Self.steps(frames)
            guard let first = steps.frames.first else { continue }
            findings.add(
                backwards, sample, sensor: sensor, frame: first, field: "timestamp",
                expected: Self.expected(frames[steps.before].timestamp?.text ?? "", steps.before),
                found: frames[first].timestamp?.text, count: steps.frames.count)
        }
    }

    func check(_ label: CheckedLabel, in batch: ContentBatch, _ findings: inout FindingSink) throws {
        guard let backwards, label.structure == .sequence || label.structure == .sensors else { return }
        var start = label.frames.lowerBound
        while start < label.frames.upperBound {
            var end = start + 1
            while end < label.frames.upperBound, TrackSlots.follows(end, in: batch) { end += 1 }
            try check(start..<end, backwards, label, batch, &findings)
            start = end
        }
    }

    private func check(
        _ frames: Range<Int>, _ rule: ActiveRule, _ label: CheckedLabel, _ batch: ContentBatch,
        _ findings: inout FindingSink
    ) throws {
        var steps = Steps()
        for frame in frames {
            if let stamp = TimeStamp(batch.frames.timestamps[frame]) { steps.add(stamp, frame) }
        }
        guard let first = steps.frames.first else { return }
        let sensor = batch.sensorNames[batch.frames.sensor[first]]
        if let assets = try Self.timed(batch.samples[label.sample], batch) {
            let known = Set(Self.steps(assets.frames(ofSensor: sensor)).frames)
            if steps.frames.allSatisfy({ known.contains(Int(batch.frames.number[$0])) }) { return }
        }
        findings.add(
            rule, label, in: batch, frame: first, field: "timestamp",
            expected: Self.expected(
                Self.text(batch.frames.timestamps[steps.before]), Int(batch.frames.number[steps.before])),
            found: Self.text(batch.frames.timestamps[first]), count: steps.frames.count)
    }

    // MARK: Reading

    /// The frames of a sample; nil if surely none has a timestamp.
    private static func timed(_ sample: CheckedSample, _ batch: ContentBatch) throws -> SampleFrames? {
        guard var attributes = try batch.attributes(of: sample) else { return nil }
        return attributes.withUTF8(mayHaveTimestamps) ? batch.assets(of: sample, attributes) : nil
    }

    private static func mayHaveTimestamps(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = text.baseAddress else { return false }
        // A key may be written with escapes.
        if memchr(start, 0x5C, text.count) != nil { return true }
        // There are few m in paths and numbers: each may be that of the word.
        let rest: StaticString = "mestamp"
        let length = rest.utf8CodeUnitCount
        var at = 0
        while at + length <= text.count, let found = memchr(start + at, 0x6D, text.count - length - at + 1) {
            if memcmp(found, rest.utf8Start, length) == 0 { return true }
            at = UnsafeRawPointer(found) - UnsafeRawPointer(start) + 1
        }
        return false
    }

    private static func steps(_ frames: [SampleFrames.Frame]) -> Steps {
        var steps = Steps()
        for (number, frame) in frames.enumerated() {
            if let stamp = frame.timestamp.flatMap({ TimeStamp($0) }) { steps.add(stamp, number) }
        }
        return steps
    }

    private static func unique(_ names: [String]) -> [String] {
        var seen: Set<ExactText> = []
        return names.filter { seen.insert(ExactText($0)).inserted }
    }

    private static func text(_ value: Value) -> String {
        switch value {
        case .integer(let whole): "\(whole)"
        case .real(let real): FindingText.of(real)
        case .text(let text): JSONValue.string(text).text
        case .null, .blob: ""
        }
    }

    private static func expected(_ before: String, _ frame: Int) -> String {
        "at least \(before), as in frame \(frame)"
    }
}
