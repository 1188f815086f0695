import CSQLite

/// A closure that SQLite calls, in a box that can pass through C as a pointer.
final class Callback<Body> {
    let body: Body
    private unowned let handle: Handle

    init(_ body: Body, handle: Handle) {
        self.body = body
        self.handle = handle
    }

    /// The box as C carries it; the caller must keep the box alive.
    var context: UnsafeMutableRawPointer {
        Unmanaged.passUnretained(self).toOpaque()
    }

    /// The box again, while SQLite calls it; the connection cannot be closed meanwhile.
    static func call<R>(_ context: UnsafeMutableRawPointer, _ use: (Body) -> R) -> R {
        let callback = Unmanaged<Callback>.fromOpaque(context).takeUnretainedValue()
        callback.handle.callbackDepth += 1
        defer { callback.handle.callbackDepth -= 1 }
        return use(callback.body)
    }
}

/// The closures a connection has handed to SQLite, kept alive for it.
struct Callbacks {
    var progress: (callback: Callback<() -> Bool>, steps: Int32)?
    var authorizer: Callback<(AuthorizerRequest) -> AuthorizerDecision>?
    var busy: Callback<(Int) -> Bool>?
}

extension Handle {
    /// Runs `body` without the progress handler.
    func withoutProgress<R>(_ body: () throws -> R) rethrows -> R {
        guard let pointer, callbacks.progress != nil else { return try body() }
        sqlite3_progress_handler(pointer, 0, nil, nil)
        defer { installProgress() }
        return try body()
    }

    /// Runs `body` without the authorizer.
    func withoutAuthorizer<R>(_ body: () throws -> R) rethrows -> R {
        guard let pointer, callbacks.authorizer != nil else { return try body() }
        sqlite3_set_authorizer(pointer, nil, nil)
        defer { installAuthorizer() }
        return try body()
    }
}
