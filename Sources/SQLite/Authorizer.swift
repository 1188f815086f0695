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

/// What a statement being compiled would do, put to the authorizer.
///
/// <https://www.sqlite.org/c3ref/c_alter_table.html>
public struct AuthorizerRequest: Sendable, Hashable {
    /// What would be done.
    public let action: AuthorizerAction

    /// The schema it would be done in, such as `main`, where there is one.
    public let database: String?

    /// The innermost trigger or view that wants it; nil if the statement itself does.
    public let origin: String?
}

/// The answer of an authorizer.
///
/// <https://www.sqlite.org/c3ref/c_deny.html>
public enum AuthorizerDecision: Sendable, Hashable {
    /// Go on.
    case allow
    /// The statement fails with `SQLITE_AUTH`.
    case deny
    /// Do without: a column reads as NULL, most other actions do not happen.
    case ignore

    var code: Int32 {
        switch self {
        case .allow: SQLITE_OK
        case .deny: SQLITE_DENY
        case .ignore: SQLITE_IGNORE
        }
    }
}

/// One thing that a statement would do, with the names that SQLite gives.
///
/// <https://www.sqlite.org/c3ref/c_alter_table.html>
public enum AuthorizerAction: Sendable, Hashable {
    /// `CREATE INDEX`.
    case createIndex(name: String, table: String)
    /// `CREATE TABLE`.
    case createTable(name: String)
    /// `CREATE INDEX` on a temporary table.
    case createTemporaryIndex(name: String, table: String)
    /// `CREATE TEMP TABLE`.
    case createTemporaryTable(name: String)
    /// `CREATE TEMP TRIGGER`.
    case createTemporaryTrigger(name: String, table: String)
    /// `CREATE TEMP VIEW`.
    case createTemporaryView(name: String)
    /// `CREATE TRIGGER`.
    case createTrigger(name: String, table: String)
    /// `CREATE VIEW`.
    case createView(name: String)
    /// `CREATE VIRTUAL TABLE`.
    case createVirtualTable(name: String, module: String)
    /// `DROP INDEX`.
    case dropIndex(name: String, table: String)
    /// `DROP TABLE`.
    case dropTable(name: String)
    /// `DROP INDEX` of a temporary table.
    case dropTemporaryIndex(name: String, table: String)
    /// `DROP TABLE` of a temporary table.
    case dropTemporaryTable(name: String)
    /// `DROP TRIGGER` of a temporary trigger.
    case dropTemporaryTrigger(name: String, table: String)
    /// `DROP VIEW` of a temporary view.
    case dropTemporaryView(name: String)
    /// `DROP TRIGGER`.
    case dropTrigger(name: String, table: String)
    /// `DROP VIEW`.
    case dropView(name: String)
    /// `DROP TABLE` of a virtual table.
    case dropVirtualTable(name: String, module: String)
    /// `ALTER TABLE`.
    case alterTable(database: String, table: String)
    /// `REINDEX`, and every new index.
    case reindex(index: String)
    /// `ANALYZE`.
    case analyze(table: String)
    /// Any `SELECT`, nested ones too.
    case select
    /// A `WITH RECURSIVE`.
    case recursive
    /// Reading a column; its name is empty if rows are only counted.
    case read(table: String, column: String)
    /// `INSERT`.
    case insert(table: String)
    /// `UPDATE` of a column.
    case update(table: String, column: String)
    /// `DELETE`.
    case delete(table: String)
    /// A call of a function.
    case function(name: String)
    /// `PRAGMA`.
    case pragma(name: String, argument: String?)
    /// Its operation is `BEGIN`, `COMMIT` or `ROLLBACK`.
    case transaction(operation: String)
    /// Its operation is `BEGIN`, `RELEASE` or `ROLLBACK`.
    case savepoint(operation: String, name: String)
    /// `ATTACH`.
    case attach(file: String)
    /// `DETACH`.
    case detach(database: String)
    /// An action of a newer library, with its number.
    case other(code: Int32, first: String?, second: String?)

    init(code: Int32, first: String?, second: String?) {
        let (a, b) = (first ?? "", second ?? "")
        switch code {
        case SQLITE_CREATE_INDEX: self = .createIndex(name: a, table: b)
        case SQLITE_CREATE_TABLE: self = .createTable(name: a)
        case SQLITE_CREATE_TEMP_INDEX: self = .createTemporaryIndex(name: a, table: b)
        case SQLITE_CREATE_TEMP_TABLE: self = .createTemporaryTable(name: a)
        case SQLITE_CREATE_TEMP_TRIGGER: self = .createTemporaryTrigger(name: a, table: b)
        case SQLITE_CREATE_TEMP_VIEW: self = .createTemporaryView(name: a)
        case SQLITE_CREATE_TRIGGER: self = .createTrigger(name: a, table: b)
        case SQLITE_CREATE_VIEW: self = .createView(name: a)
        case SQLITE_CREATE_VTABLE: self = .createVirtualTable(name: a, module: b)
        case SQLITE_DROP_INDEX: self = .dropIndex(name: a, table: b)
        case SQLITE_DROP_TABLE: self = .dropTable(name: a)
        case SQLITE_DROP_TEMP_INDEX: self = .dropTemporaryIndex(name: a, table: b)
        case SQLITE_DROP_TEMP_TABLE: self = .dropTemporaryTable(name: a)
        case SQLITE_DROP_TEMP_TRIGGER: self = .dropTemporaryTrigger(name: a, table: b)
        case SQLITE_DROP_TEMP_VIEW: self = .dropTemporaryView(name: a)
        case SQLITE_DROP_TRIGGER: self = .dropTrigger(name: a, table: b)
        case SQLITE_DROP_VIEW: self = .dropView(name: a)
        case SQLITE_DROP_VTABLE: self = .dropVirtualTable(name: a, module: b)
        case SQLITE_ALTER_TABLE: self = .alterTable(database: a, table: b)
        case SQLITE_REINDEX: self = .reindex(index: a)
        case SQLITE_ANALYZE: self = .analyze(table: a)
        case SQLITE_SELECT: self = .select
        case SQLITE_RECURSIVE: self = .recursive
        case SQLITE_READ: self = .read(table: a, column: b)
        case SQLITE_INSERT: self = .insert(table: a)
        case SQLITE_UPDATE: self = .update(table: a, column: b)
        case SQLITE_DELETE: self = .delete(table: a)
        case SQLITE_FUNCTION: self = .function(name: b)
        case SQLITE_PRAGMA: self = .pragma(name: a, argument: second)
        case SQLITE_TRANSACTION: self = .transaction(operation: a)
        case SQLITE_SAVEPOINT: self = .savepoint(operation: a, name: b)
        case SQLITE_ATTACH: self = .attach(file: a)
        case SQLITE_DETACH: self = .detach(database: a)
        default: self = .other(code: code, first: first, second: second)
        }
    }
}
