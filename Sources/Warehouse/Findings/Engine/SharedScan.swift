/// A scan of many samples that two threads share, each with its own connection.
///
/// The samples are divided into parts. Both threads take one part after the other; the results are passed on in the
/// order of the parts, by the calling thread. The other one stays at most some parts ahead, so that memory does not
/// grow with what is found. The result is the same as that of one thread.
final class SharedScan: @unchecked Sendable {
    // Unchecked: what the threads share is only touched under the monitor.

    private enum Slot {
        case done(ContentScan.Outcome)
        case failed(any Error)
    }

    private static let window = 12

    private let monitor = Monitor()
    private let parts: [Range<Int>]
    private var next = 0
    private var passedOn = 0
    private var slots: [Int: Slot] = [:]
    private var isStopped = false
    private var gathered: [any ReleaseRules] = []

    /// - Parameter parts: ranges of samples, in order.
    init(_ parts: [Range<Int>]) {
        self.parts = parts
    }

    /// The second thread's work, until there is nothing left or ``stop()`` is called.
    ///
    /// An error is thrown when the first thread comes to it.
    func help(_ scan: ContentScan, _ plan: [PlannedSample]) {
        while let part = claim(waits: true) {
            do {
                let outcome = try scan.look(at: plan[parts[part]])
                put(.done(outcome), at: part)
            } catch {
                put(.failed(error), at: part)
                break
            }
        }
        monitor.locked { gathered = scan.gatherers }
    }

    /// The first thread's work.
    ///
    /// - Parameter passOn: called with the result of each part, in order.
    func run(
        _ scan: ContentScan, _ plan: [PlannedSample], _ cancellation: Cancellation?,
        passOn: (ContentScan.Outcome) throws -> Void
    ) throws {
        while passedOn < parts.count {
            if cancellation?.isCancelled ?? false {
                throw WarehouseError(kind: .interrupted, message: "interrupted")
            }
            if let slot = take() {
                switch slot {
                case .done(let outcome): try passOn(outcome)
                case .failed(let error): throw error
                }
                monitor.locked {
                    passedOn += 1
                    monitor.signalAll()
                }
            } else if let part = claim(waits: false) {
                put(.done(try scan.look(at: plan[parts[part]])), at: part)
            } else {
                // The second thread is at the part that is next.
                monitor.locked { while slots[passedOn] == nil { monitor.wait() } }
            }
        }
    }

    /// Lets the second thread end.
    func stop() {
        monitor.locked {
            isStopped = true
            monitor.signalAll()
        }
    }

    /// What the second thread gathered; complete once it has ended.
    var othersGathered: [any ReleaseRules] { monitor.locked { gathered } }

    private func claim(waits: Bool) -> Int? {
        monitor.locked {
            while waits, !isStopped, next < parts.count, next >= passedOn + Self.window { monitor.wait() }
            guard !isStopped, next < parts.count, next < passedOn + Self.window else { return nil }
            next += 1
            return next - 1
        }
    }

    private func put(_ slot: Slot, at part: Int) {
        monitor.locked {
            slots[part] = slot
            monitor.signalAll()
        }
    }

    private func take() -> Slot? {
        monitor.locked { slots.removeValue(forKey: passedOn) }
    }
}
