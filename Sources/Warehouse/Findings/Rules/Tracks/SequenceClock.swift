import ReleaseFormat
import SQLite

extension TimeStamp {
    /// A value of any type.
    init?(_ value: Value) {
        switch value {
        case .integer(let whole): self = .whole(whole)
        case .real(let real):
            guard real.isFinite else { return nil }
            self = .real(real)
        case .text(let text): self.init(text)
        case .null, .blob: return nil
        }
    }
}

/// The times of a sequence's frames, and whether the position of the vehicle is known.
///
/// It is only asked about sequences in which something moves; of others nothing is read.
final class SequenceClock {
    /// By frame of the sequence; nil where the time is not known.
    private var stamps: [TimeStamp?] = []
    /// The unit of the stamps; nil if it cannot be inferred from the first one.
    private var unit: TimeUnit?
    private var first = 0
    private var own: [SampleFrames.Frame] = []
    private var hasOwn = false
    /// The step that was last asked about: a frame's objects mostly come from the same frame.
    private var last = (start: -1, end: -1, seconds: Double.nan)
    private var label: CheckedLabel?
    private var sensor: String?

    /// Sets the frames of a sequence of a label.
    func set(_ frames: Range<Int>, of label: CheckedLabel, in batch: ContentBatch) throws {
        first = frames.lowerBound
        self.label = label
        sensor = batch.sensorNames[batch.frames.sensor[first]]
        hasOwn = false
        own = []
        last = (-1, -1, .nan)
        stamps.removeAll(keepingCapacity: true)
        for frame in frames {
            stamps.append(
                try TimeStamp(batch.frames.timestamps[frame])
                    ?? asset(of: frame, batch)?.timestamp.flatMap { TimeStamp($0) })
        }
        unit = stamps.lazy.compactMap { $0 }.first?.likelyUnit
    }

    /// Seconds from one frame of the sequence to another, by their indexes in the batch; NaN if they are not known.
    @inline(__always)
    func seconds(from start: Int, to end: Int) -> Double {
        if start != last.start || end != last.end { last = (start, end, measure(start, end)) }
        return last.seconds
    }

    /// From stamp to stamp: by way of the sequence's first one, a step of nanoseconds would be lost in its size.
    private func measure(_ start: Int, _ end: Int) -> Double {
        guard let unit, let one = stamps[start - first], let other = stamps[end - first] else { return .nan }
        return other.seconds(since: one, unit)
    }

    /// Whether the sample has the position of the vehicle in a frame.
    func hasPose(_ frame: Int, _ batch: ContentBatch) throws -> Bool {
        try asset(of: frame, batch)?.egoPose?.position != nil
    }

    private func asset(of frame: Int, _ batch: ContentBatch) throws -> SampleFrames.Frame? {
        if !hasOwn, let label {
            let owner = batch.samples[label.sample]
            own =
                try batch.attributes(of: owner).map { batch.assets(of: owner, $0).frames(ofSensor: sensor) }
                ?? []
            hasOwn = true
        }
        let number = Int(batch.frames.number[frame])
        return own.indices.contains(number) ? own[number] : nil
    }
}
