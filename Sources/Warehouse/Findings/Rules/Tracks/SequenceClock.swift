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

/// What the samples of a batch say of time and of the vehicle, sequence by sequence.
///
/// It is asked of sequences in which something moves; of others nothing is read.
final class SequenceClock {
    /// By frame of the sequence: seconds since its first time stamp; NaN where the time is not known.
    private(set) var seconds: [Double] = []
    private var first = 0
    private var own: [SampleFrames.Frame] = []
    private var hasOwn = false
    private var label: CheckedLabel?
    private var sensor: String?

    /// Takes in the frames of a sequence of a label.
    func set(_ frames: Range<Int>, of label: CheckedLabel, in batch: ContentBatch) {
        first = frames.lowerBound
        self.label = label
        sensor = batch.sensorNames[batch.frames.sensor[first]]
        hasOwn = false
        own = []
        let stamps = frames.map { frame -> TimeStamp? in
            if let stamp = TimeStamp(batch.frames.timestamps[frame]) { return stamp }
            return asset(of: frame, batch)?.timestamp.flatMap { TimeStamp($0) }
        }
        let start = stamps.lazy.compactMap { $0 }.first
        seconds.removeAll(keepingCapacity: true)
        guard let start, let unit = start.likelyUnit else {
            seconds.append(contentsOf: repeatElement(.nan, count: stamps.count))
            return
        }
        for stamp in stamps { seconds.append(stamp?.seconds(since: start, unit) ?? .nan) }
    }

    /// Seconds from one frame of the sequence to another, by their places in the batch; NaN where they are not known.
    @inline(__always)
    func seconds(from start: Int, to end: Int) -> Double { seconds[end - first] - seconds[start - first] }

    /// Whether the sample says where the vehicle was in a frame.
    func hasPose(_ frame: Int, _ batch: ContentBatch) -> Bool {
        asset(of: frame, batch)?.egoPose?.position != nil
    }

    private func asset(of frame: Int, _ batch: ContentBatch) -> SampleFrames.Frame? {
        if !hasOwn, let label {
            let owner = batch.samples[label.sample]
            own = owner.attributes.map { batch.assets(of: owner, $0).frames(ofSensor: sensor) } ?? []
            hasOwn = true
        }
        let number = Int(batch.frames.number[frame])
        return own.indices.contains(number) ? own[number] : nil
    }
}
