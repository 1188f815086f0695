import ReleaseFormat

/// Hands out a release's samples in batches, decoded and in order, with the help of a second thread.
///
/// The reading thread cuts batches and queues them. Decoding is done by whichever thread has nothing better to do:
/// the reading thread when the queue is full of raw batches, the writing one when it would have to wait. So a first
/// import, whose rows keep the writer busy, is decoded wholly ahead, and the import of a release that is mostly
/// known, in which digesting is all the work, is shared by both cores.
///
/// Reading begins before the known content is loaded: until then batches are only digested.
final class DecodeAhead: @unchecked Sendable {
    // Unchecked: what the threads share is only touched under the monitor. The second thread alone uses the reader until it
    // has ended, and a batch is handed from one thread to the other, never used by two at once.

    private enum Stage {
        case raw
        case decoding
        case decoded
    }

    private struct Entry {
        var batch: SampleBatch
        var stage: Stage
    }

    private let reader: ReleaseReader
    private let capacity: Int
    private let key: ContentKey
    private let stop: Cancellation
    private let monitor = Monitor()
    private var worker: Worker?
    private var queue: [Entry] = []
    private var free: [SampleBatch] = []
    private var batches = 0
    /// The known content; nil until it is loaded.
    private var known: KnownContent??
    private var isFinished = false
    private var isCancelled = false
    private var failure: (any Error)?
    /// Bytes of the batches that are queued or in use.
    private var footprint = 0

    /// Batches at most, while decoding goes on and before it may begin.
    private static let depth = 6
    private static let firstDepth = 24
    /// Above this many bytes, large batches wait for each other.
    private static let footprintLimit = 48 << 20

    /// - Parameters:
    ///   - capacity: how much of the file a batch takes.
    ///   - key: what the digests of samples depend on.
    ///   - stop: what the reader asks whether to go on.
    init(_ reader: ReleaseReader, capacity: Int, key: ContentKey, isThreaded: Bool, stop: Cancellation) {
        self.reader = reader
        self.key = key
        self.stop = stop
        self.capacity = capacity
        if isThreaded { worker = Worker { [unowned self] in self.readAhead() } }
    }

    /// Lets decoding begin.
    func begin(known: KnownContent?) {
        monitor.locked {
            self.known = .some(known)
            monitor.signalAll()
        }
    }

    /// Ends the second thread. Must be called before the reader is used again.
    func finish() {
        stop.cancel()
        monitor.locked {
            isCancelled = true
            monitor.signalAll()
        }
        worker?.join()
        worker = nil
    }

    /// The next batch, decoded; nil at the end. Give it back with ``recycle(_:)``.
    ///
    /// - Throws: what reading threw, after all batches that came before.
    func next() throws -> SampleBatch? {
        guard worker != nil else { return try nextAlone() }
        while true {
            var toDecode: SampleBatch?
            let ready: SampleBatch? = try monitor.locked {
                while true {
                    if let first = queue.first, first.stage == .decoded {
                        queue.removeFirst()
                        return first.batch
                    }
                    if let batch = claim() {
                        toDecode = batch
                        return nil
                    }
                    if queue.isEmpty, isFinished {
                        if let failure { throw failure }
                        return nil
                    }
                    monitor.wait()
                }
            }
            guard let batch = toDecode else { return ready }
            decode(batch)
        }
    }

    private func nextAlone() throws -> SampleBatch? {
        let batch = free.popLast() ?? SampleBatch(capacity: capacity, key: key)
        guard try reader.fill(batch) else { return nil }
        batch.decode(known: known ?? nil)
        return batch
    }

    /// Takes back a batch whose bytes are no longer needed.
    func recycle(_ batch: SampleBatch) {
        guard worker != nil else {
            free.append(batch)
            return
        }
        monitor.locked {
            footprint -= batch.footprint
            if batches > Self.depth { batches -= 1 } else { free.append(batch) }
            monitor.signalAll()
        }
    }

    /// The first batch that no thread decodes yet, once decoding may begin.
    private func claim() -> SampleBatch? {
        guard known != nil, let index = queue.firstIndex(where: { $0.stage == .raw }) else { return nil }
        queue[index].stage = .decoding
        return queue[index].batch
    }

    /// Decodes a batch that was claimed.
    private func decode(_ batch: SampleBatch) {
        // Set before the first batch could be claimed, and not changed afterwards.
        batch.decode(known: known ?? nil)
        monitor.locked {
            if let index = queue.firstIndex(where: { $0.batch === batch }) { queue[index].stage = .decoded }
            monitor.signalAll()
        }
    }

    // MARK: The second thread

    private func readAhead() {
        while true {
            var toDecode: SampleBatch?
            var toFill: SampleBatch?
            let goesOn: Bool = monitor.locked {
                while true {
                    if isCancelled { return false }
                    let raw = queue.count { $0.stage == .raw }
                    // One raw batch is left for a writer that might be waiting for it.
                    if raw > 1 || isFinished || !mayFill, let batch = claim() {
                        toDecode = batch
                        return true
                    }
                    if isFinished { return false }
                    if mayFill {
                        toFill = freeBatch()
                        return true
                    }
                    monitor.wait()
                }
            }
            guard goesOn else { return }
            if let batch = toDecode {
                decode(batch)
            } else if let batch = toFill {
                fill(batch)
            }
        }
    }

    private var mayFill: Bool {
        let inUse = batches - free.count
        let most = known == nil ? Self.firstDepth : Self.depth
        return inUse < most && (footprint < Self.footprintLimit || inUse == 0)
    }

    private func freeBatch() -> SampleBatch {
        if let batch = free.popLast() { return batch }
        batches += 1
        return SampleBatch(capacity: capacity, key: key)
    }

    private func fill(_ batch: SampleBatch) {
        do {
            let isFilled = try reader.fill(batch)
            let isEarly = monitor.locked { known == nil }
            if isFilled, isEarly { batch.digest() }
            monitor.locked {
                if isFilled {
                    footprint += batch.footprint
                    queue.append(Entry(batch: batch, stage: .raw))
                } else {
                    isFinished = true
                }
                monitor.signalAll()
            }
        } catch {
            monitor.locked {
                failure = error
                isFinished = true
                monitor.signalAll()
            }
        }
    }
}
