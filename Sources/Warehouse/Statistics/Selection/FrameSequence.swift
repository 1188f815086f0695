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
    /// Frames of a label stand together, sensor by sensor; where two sensors bear one name, their numbers tell them
    /// apart: those of the second begin again.
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
