import CSQLite

extension Connection {
    /// Makes what the connection is doing fail with `SQLITE_INTERRUPT`, soon; nothing if it is idle.
    ///
    /// <https://www.sqlite.org/c3ref/interrupt.html>
    public func interrupt() {
        handle.gate.interrupt()
    }

    /// What another thread needs to call to interrupt this connection.
    public var interrupter: Interrupter {
        Interrupter(gate: handle.gate)
    }

    /// Calls a handler again and again while statements run, which can stop them; nil removes it.
    ///
    /// The handler must not use the connection. It is asked once more when a statement has done its work: outside
    /// a transaction, a statement may be reported as interrupted and yet have changed the database.
    ///
    /// - Parameters:
    ///   - steps: about how many steps of SQLite's virtual machine lie between two calls.
    ///   - handler: returns true to interrupt the statement, which fails with `SQLITE_INTERRUPT`.
    ///
    /// <https://www.sqlite.org/c3ref/progress_handler.html>
    public func onProgress(every steps: Int32, _ handler: (() -> Bool)?) {
        let old = handle.callbacks.progress
        handle.callbacks.progress = handler.map { (Callback($0, handle: handle), max(1, steps)) }
        handle.installProgress()
        withExtendedLifetime(old) {}
    }
}

extension Handle {
    /// Tells SQLite about the progress handler, or that there is none.
    func installProgress() {
        guard let pointer else { return }
        guard let (callback, steps) = callbacks.progress else {
            return sqlite3_progress_handler(pointer, 0, nil, nil)
        }
        let trampoline: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { context in
            guard let context else { return 0 }
            return Callback<() -> Bool>.call(context) { $0() ? 1 : 0 }
        }
        sqlite3_progress_handler(pointer, steps, trampoline, callback.context)
    }
}
