import CSQLite

/// One thing that a statement would do, with the names that SQLite gives.
///
/// <https://www.sqlite.org/c3ref/c_alter_table.html>
public enum AuthorizerAction: Sendable, Hashable {
    case createIndex(name: String, table: String)
    case createTable(name: String)
    case createTemporaryIndex(name: String, table: String)
    case createTemporaryTable(name: String)
    case createTemporaryTrigger(name: String, table: String)
    case createTemporaryView(name: String)
    case createTrigger(name: String, table: String)
    case createView(name: String)
    case createVirtualTable(name: String, module: String)
    case dropIndex(name: String, table: String)
    case dropTable(name: String)
    case dropTemporaryIndex(name: String, table: String)
    case dropTemporaryTable(name: String)
    case dropTemporaryTrigger(name: String, table: String)
    case dropTemporaryView(name: String)
    case dropTrigger(name: String, table: String)
    case dropView(name: String)
    case dropVirtualTable(name: String, module: String)
    case alterTable(database: String, table: String)
    case reindex(index: String)
    case analyze(table: String)
    case select
    case recursive
    /// The column is empty if only rows are counted.
    case read(table: String, column: String)
    case insert(table: String)
    case update(table: String, column: String)
    case delete(table: String)
    case function(name: String)
    case pragma(name: String, argument: String?)
    /// The operation is `BEGIN`, `COMMIT` or `ROLLBACK`.
    case transaction(operation: String)
    /// The operation is `BEGIN`, `RELEASE` or `ROLLBACK`.
    case savepoint(operation: String, name: String)
    case attach(file: String)
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
