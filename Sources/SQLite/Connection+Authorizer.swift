import CSQLite

extension Connection {
    /// Asks an authorizer about everything that statements want to do, when they are compiled; nil removes it.
    ///
    /// Statements compiled before are compiled again at their next run. The authorizer must not use the
    /// connection. Undoing a failed transaction is not asked about.
    ///
    /// <https://www.sqlite.org/c3ref/set_authorizer.html>
    public func setAuthorizer(_ authorizer: ((AuthorizerRequest) -> AuthorizerDecision)?) {
        let old = handle.callbacks.authorizer
        handle.callbacks.authorizer = authorizer.map { Callback($0, handle: handle) }
        handle.installAuthorizer()
        withExtendedLifetime(old) {}
    }
}

extension Handle {
    /// Tells SQLite about the authorizer, or that there is none.
    func installAuthorizer() {
        guard let pointer else { return }
        guard let callback = callbacks.authorizer else {
            sqlite3_set_authorizer(pointer, nil, nil)
            return
        }
        sqlite3_set_authorizer(
            pointer,
            { context, code, first, second, database, origin in
                guard let context else { return SQLITE_DENY }
                let request = AuthorizerRequest(
                    action: AuthorizerAction(code: code, first: string(first), second: string(second)),
                    database: string(database), origin: string(origin))
                return Callback<(AuthorizerRequest) -> AuthorizerDecision>.call(context) { $0(request).code }
            },
            callback.context)
    }
}

private func string(_ text: UnsafePointer<CChar>?) -> String? {
    text.map { String(cString: $0) }
}
