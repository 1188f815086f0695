import CSQLite

/// Interrupts a connection from another thread, such as one that waits for signals.
///
/// It does not keep the connection open; once that is closed, calling does nothing. It takes a lock, so a
/// signal handler proper must not call it.
public struct Interrupter: Sendable {
    let gate: InterruptGate

    /// Makes what the connection is doing fail with `SQLITE_INTERRUPT`, soon; nothing if it is idle.
    ///
    /// <https://www.sqlite.org/c3ref/interrupt.html>
    public func interrupt() {
        gate.interrupt()
    }
}

/// Holds closing back while somebody interrupts, and interrupting back once closed.
final class InterruptGate: @unchecked Sendable {
    /// SQLite's own: the standard library's needs a newer macOS than the package asks for.
    private let mutex: OpaquePointer?
    private var pointer: OpaquePointer?

    init(_ pointer: OpaquePointer) {
        mutex = sqlite3_mutex_alloc(SQLITE_MUTEX_FAST)
        self.pointer = pointer
    }

    deinit {
        sqlite3_mutex_free(mutex)
    }

    func open(_ pointer: OpaquePointer) {
        sqlite3_mutex_enter(mutex)
        self.pointer = pointer
        sqlite3_mutex_leave(mutex)
    }

    func shut() {
        sqlite3_mutex_enter(mutex)
        pointer = nil
        sqlite3_mutex_leave(mutex)
    }

    func interrupt() {
        sqlite3_mutex_enter(mutex)
        if let pointer { sqlite3_interrupt(pointer) }
        sqlite3_mutex_leave(mutex)
    }
}
