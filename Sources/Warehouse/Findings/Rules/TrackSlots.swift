/// Numbers the tracks of a label: annotations of one sequence that share a track id have one slot.
///
/// A sequence is the frames of a sensor, in the order of time. From frame to frame tracks mostly come in the same order, so
/// that the one which followed last time is looked at first.
final class TrackSlots {
    private(set) var count = 0
    /// By slot.
    private var ids: [Int64] = []
    /// The slot that came behind it last time; -1 for none.
    private var next: [Int32] = []
    private var places: [Int64: Int32] = [:]
    /// The slot that came first last time.
    private var first: Int32 = -1
    private var last: Int32 = -1
    private var sensor: Int32 = -2
    private var number: Int32 = -1
    /// The slots of the sequence at hand begin here.
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
        // A long sequence's room is not swept for each of many short ones.
        places.removeAll(keepingCapacity: places.capacity < 8 * places.count + 64)
        firstOfSequence = count
        first = -1
        last = -1
    }

    /// Goes on to the next frame of the label.
    ///
    /// - Returns: whether another sequence begins with it. Where two sensors bear one name, their numbers tell them
    ///   apart: those of the second begin again.
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

    /// Whether a frame of a batch is of the same sequence as the one before it.
    static func follows(_ frame: Int, in batch: ContentBatch) -> Bool {
        batch.frames.sensor[frame] == batch.frames.sensor[frame - 1]
            && batch.frames.number[frame] > batch.frames.number[frame - 1]
    }

    /// The slot of a track in the sequence at hand; slots count from 0, in the order in which tracks are met.
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
        if let slot = places[trackID] { return slot }
        let slot = Int32(truncatingIfNeeded: count)
        places[trackID] = slot
        ids.append(trackID)
        next.append(-1)
        count += 1
        return slot
    }

    /// The id of the track in a slot.
    func trackID(_ slot: Int) -> Int64 { ids[slot] }
}
