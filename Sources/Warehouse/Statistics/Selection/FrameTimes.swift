import SQLite

/// When the frames of a sequence were taken.
///
/// A frame's time stamp is that of the label's frame where it is a number, else that of the sample's. What it counts
/// is asked for (``StatisticOptions/timeUnit``), else inferred from the magnitude of the sequence's first one
/// (``TimeStamp/likelyUnit``).
struct SequenceTimes {
    /// What is missing where no time is known.
    static let needsTimes = "needs time stamps"
    static let needsUnit = StatisticOptions.needsTimeUnit

    private let first: Int
    private let stamps: [TimeStamp?]
    private let unit: TimeUnit?

    /// - Parameters:
    ///   - first: the index of the first frame in ``Selection/frames()``.
    ///   - stamps: one for each frame.
    init(first: Int, _ stamps: [TimeStamp?], unit: TimeUnit?) {
        self.first = first
        self.stamps = stamps
        self.unit = unit ?? stamps.lazy.compactMap { $0 }.first?.likelyUnit
    }

    /// The seconds between two frames, by their indexes in ``Selection/frames()``; nil if they are not known.
    func seconds(from start: Int, to end: Int) -> Double? {
        guard let unit, let one = stamps[start - first], let other = stamps[end - first] else { return nil }
        return other.seconds(since: one, unit)
    }

    /// Whether there are time stamps of an unknown unit.
    var lacksUnit: Bool { unit == nil && stamps.contains { $0 != nil } }
}

/// Reads the time stamps of sequences, one after the other.
final class FrameTimes {
    private let selection: Selection
    private let assets: FrameAssets

    init(_ selection: Selection, _ assets: FrameAssets) {
        self.selection = selection
        self.assets = assets
    }

    func times(of sequence: FrameSequence) throws -> SequenceTimes {
        let frames = try selection.frames()
        let first = sequence.frames.lowerBound
        var stamps = [TimeStamp?](repeating: nil, count: sequence.frames.count)
        var index = 0
        // The frames of a sequence have consecutive ids.
        try selection.connection.query(
            "SELECT id, timestamp FROM frame WHERE id BETWEEN ? AND ? ORDER BY id",
            Value(frames[first].id), Value(frames[sequence.frames.upperBound - 1].id)
        ) { row in
            let id = row.int64(at: 0)
            while index < stamps.count, frames[first + index].id < id { index += 1 }
            guard index < stamps.count, frames[first + index].id == id else { return }
            stamps[index] = TimeStamp(in: row, at: 1)
        }
        if stamps.contains(where: { $0 == nil }) {
            let own = try assets.frames(of: sequence)
            for index in stamps.indices where stamps[index] == nil {
                let number = Int(frames[first + index].number)
                guard own.indices.contains(number), let value = own[number].timestamp else { continue }
                stamps[index] = TimeStamp(value)
            }
        }
        return SequenceTimes(first: first, stamps, unit: selection.options.timeUnit)
    }
}

/// The frames of one label and sensor, in the order of time.
struct FrameSequence {
    /// In ``Selection/labels()``.
    var label: Int
    /// In ``Selection/sensors``; -1 outside multi-sensor data.
    var sensor: Int32
    /// In ``Selection/frames()``.
    var frames: Range<Int>
    /// The number of the last frame.
    var last: Int32

    /// The sequence that a frame is part of.
    ///
    /// The frames of a label are listed sensor by sensor. Two sensors with one name are distinguished by the numbers of
    /// their frames: those of the second start again.
    init(around index: Int, in frames: [SelectedFrame]) {
        var first = index
        while first > 0, Self.follows(frames[first - 1], frames[first]) { first -= 1 }
        var end = index + 1
        while end < frames.count, Self.follows(frames[end - 1], frames[end]) { end += 1 }
        label = Int(frames[index].label)
        sensor = frames[index].sensor
        self.frames = first..<end
        last = frames[end - 1].number
    }

    /// The number of each frame's sequence: those of a sequence agree.
    static func numbers(of frames: [SelectedFrame]) -> [Int32] {
        var number: Int32 = 0
        return frames.indices.map { index in
            if index > 0, !follows(frames[index - 1], frames[index]) { number += 1 }
            return number
        }
    }

    private static func follows(_ one: SelectedFrame, _ next: SelectedFrame) -> Bool {
        one.label == next.label && one.sensor == next.sensor && one.number < next.number
    }
}
