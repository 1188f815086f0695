import CSQLite
import Synchronization

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

/// Keeps closing and interrupting apart: a connection is never closed while it is being interrupted, nor interrupted
/// once it is closed.
final class InterruptGate: Sendable {
    /// The address of the C connection; 0 once it is closed.
    private let connection: Mutex<UInt>

    init(_ pointer: OpaquePointer) {
        connection = Mutex(UInt(bitPattern: pointer))
    }

    func open(_ pointer: OpaquePointer) {
        let address = UInt(bitPattern: pointer)
        connection.withLock { $0 = address }
    }

    func shut() {
        connection.withLock { $0 = 0 }
    }

    func interrupt() {
        connection.withLock { address in
            if let pointer = OpaquePointer(bitPattern: address) { sqlite3_interrupt(pointer) }
        }
    }
}
