import Synchronization

/// A wish to stop, which another thread or a signal handler may express.
public final class Cancellation: Sendable {
    private let flag = Atomic<Bool>(false)

    public init() {}

    /// Asks whatever was given this cancellation to stop. Safe to call from a signal handler.
    public func cancel() {
        flag.store(true, ordering: .relaxed)
    }

    public var isCancelled: Bool { flag.load(ordering: .relaxed) }
}
