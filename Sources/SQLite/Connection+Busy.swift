import CSQLite

extension Connection {
    /// Waits up to so long for a lock that another connection holds, before failing with `SQLITE_BUSY`.
    ///
    /// With 0 it does not wait. It replaces a busy handler.
    ///
    /// <https://www.sqlite.org/c3ref/busy_timeout.html>
    public func setBusyTimeout(milliseconds: Int32) {
        guard let pointer = handle.pointer else { return }
        sqlite3_busy_timeout(pointer, milliseconds)
        handle.callbacks.busy = nil
    }

    /// Asks a handler whether to try again for a lock that another connection holds; nil removes it.
    ///
    /// It replaces a busy timeout. The handler must not use the connection. SQLite does not ask where waiting would be a deadlock.
    ///
    /// - Parameter handler: is told how often it was asked before for the same lock, and may sleep; returns
    ///   false to give up, and the statement fails with `SQLITE_BUSY`.
    ///
    /// <https://www.sqlite.org/c3ref/busy_handler.html>
    public func setBusyHandler(_ handler: ((_ attempt: Int) -> Bool)?) {
        guard let pointer = handle.pointer else { return }
        let callback = handler.map { Callback($0, handle: handle) }
        let trampoline: @convention(c) (UnsafeMutableRawPointer?, Int32) -> Int32 = { context, attempt in
            guard let context else { return 0 }
            return Callback<(Int) -> Bool>.call(context) { $0(Int(attempt)) ? 1 : 0 }
        }
        sqlite3_busy_handler(pointer, callback == nil ? nil : trampoline, callback?.context)
        handle.callbacks.busy = callback
    }
}
