/// Numbers the tracks of a label: annotations of one sequence that share a track id have one slot.
///
/// A sequence is the frames of a sensor, in the order of time. From frame to frame tracks mostly come in the same
/// order, so that the one which followed last time is tried first.
final class TrackSlots {
    private(set) var count = 0
    /// By slot.
    private var ids: [Int64] = []
    /// The slot that came after it last time; -1 for none.
    private var next: [Int32] = []
    private var slotsByID: [Int64: Int32] = [:]
    /// The slot that came first last time.
    private var first: Int32 = -1
    private var last: Int32 = -1
    private var sensor: Int32 = -2
    private var number: Int32 = -1
    /// The first slot of the current sequence.
    private(set) var firstOfSequence = 0

    /// Begins with another label.
    func begin() {
        count = 0
        ids.removeAll(keepingCapacity: true)
        next.removeAll(keepingCapacity: true)
        sensor = -2
        beginSequence()
    }

    private func beginSequence() {
        // The memory of a long sequence is not cleared for each of many short ones.
        slotsByID.removeAll(keepingCapacity: slotsByID.capacity < 8 * slotsByID.count + 64)
        firstOfSequence = count
        first = -1
        last = -1
    }

    /// Goes on to the next frame of the label.
    ///
    /// - Returns: whether another sequence begins with it. Two sensors with one name are distinguished by the numbers
    ///   of their frames: those of the second start again.
    @discardableResult
    func enter(_ frame: Int, in batch: ContentBatch) -> Bool {
        let sensor = batch.frames.sensor[frame]
        let number = batch.frames.number[frame]
        let isAnother = sensor != self.sensor || number <= self.number
        if isAnother { beginSequence() }
        self.sensor = sensor
        self.number = number
        last = -1
        return isAnother
    }

    /// Whether a frame of a batch belongs to the same sequence as the one before it.
    static func follows(_ frame: Int, in batch: ContentBatch) -> Bool {
        batch.frames.sensor[frame] == batch.frames.sensor[frame - 1]
            && batch.frames.number[frame] > batch.frames.number[frame - 1]
    }

    /// The slot of a track in the current sequence; slots count from 0, in the order of their first annotations.
    @inline(__always)
    func slot(of trackID: Int64) -> Int {
        let guess = last < 0 ? first : next[Int(last)]
        let slot: Int32
        if guess >= 0, ids[Int(guess)] == trackID {
            slot = guess
        } else {
            slot = look(up: trackID)
            if last < 0 { first = slot } else { next[Int(last)] = slot }
        }
        last = slot
        return Int(slot)
    }

    private func look(up trackID: Int64) -> Int32 {
        if let slot = slotsByID[trackID] { return slot }
        let slot = Int32(truncatingIfNeeded: count)
        slotsByID[trackID] = slot
        ids.append(trackID)
        next.append(-1)
        count += 1
        return slot
    }

    /// The id of the track in a slot.
    func trackID(_ slot: Int) -> Int64 { ids[slot] }
}
