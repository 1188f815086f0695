import SQLite

/// Makes a database a warehouse of the current version, with the tables of its migrations and the views of this
/// program.
public struct Migrator {
    /// The number in the file's header that says it is a warehouse: `relw`.
    public static let applicationID: Int32 = 0x7265_6C77
    public static var newestVersion: Int { Migration.all.count }

    private let connection: Connection
    private let migrations: [Migration]

    /// - Parameter migrations: the steps to take; a prefix of all makes a warehouse of an older version.
    public init(_ connection: Connection, migrations: [Migration] = Migration.all) {
        self.connection = connection
        self.migrations = migrations
    }

    /// What a file is, before anything is done to it.
    public enum State: Sendable, Hashable {
        case empty
        case warehouse(version: Int)
        case foreign
    }

    /// Reads what the file is, at one moment: somebody else may be making it a warehouse.
    ///
    /// - Throws: `SQLiteError` for a file that is no database, or is locked.
    public func state() throws -> State {
        try connection.isInTransaction
            ? stateInTransaction() : connection.transaction(.deferred) { try stateInTransaction() }
    }

    private func stateInTransaction() throws -> State {
        let id = try connection.applicationID
        if id == Self.applicationID { return .warehouse(version: Int(try connection.userVersion)) }
        let objects = try connection.first("SELECT count(*) FROM sqlite_schema") { $0.int64(at: 0) } ?? 0
        return id == 0 && objects == 0 ? .empty : .foreign
    }

    /// Checks that a file can be read as it is.
    ///
    /// - Returns: the views that the file lacks or has from another program; see ``overlay()``.
    /// - Throws: ``SchemaError`` when it cannot, or when its tables are not what the migrations make; `SQLiteError`.
    @discardableResult
    public func check() throws -> [View] {
        switch try state() {
        case .foreign: throw SchemaError.foreignFile
        case .empty: throw SchemaError.emptyFile
        case .warehouse(let version):
            if version > migrations.count {
                throw SchemaError.newerFile(version: version, newest: migrations.count)
            }
            if version < migrations.count {
                throw SchemaError.olderFile(version: version, newest: migrations.count)
            }
            return try checkSchema(version)
        }
    }

    /// Checks that the file's tables are those of its version.
    ///
    /// - Returns: the views of this program that the file does not have, or not in this wording.
    @discardableResult
    private func checkSchema(_ version: Int) throws -> [View] {
        guard version > 0 else { return [] }
        let comparison = try SchemaComparison(connection, version: version)
        if !comparison.isTrustworthy { throw SchemaError.changedSchema(comparison) }
        return comparison.otherViews
    }

    /// Lets this connection see this program's views instead of those of the file, which stays as it is.
    ///
    /// No view of the file can be read then, a team's own neither: it may read one of those that differ.
    public func overlay() throws(SQLiteError) {
        try connection.execute("PRAGMA temp_store = MEMORY")
        for view in View.all { try connection.execute(view.temporaryDefinition) }
        try connection.configure([.views: false])
    }

    /// Takes the steps that are missing and replaces the views that another program wrote, all in one transaction.
    ///
    /// Two processes may do this at once: the second finds nothing left to do.
    /// - Returns: the version before.
    /// - Throws: ``SchemaError`` for a foreign or newer file, which is left as it is; `SQLiteError`.
    @discardableResult
    public func migrate() throws -> Int {
        let before = try version(of: state())
        if before == migrations.count, try checkSchema(before).isEmpty { return before }
        return try connection.transaction(.immediate) { try migrateInTransaction() }
    }

    /// The same inside a transaction that the caller has begun, to be written or undone with what else it holds.
    @discardableResult
    public func migrateInTransaction() throws -> Int {
        // Somebody else may have been faster.
        let state = try state()
        let version = try version(of: state)
        let otherViews = try checkSchema(version)
        if version == migrations.count {
            try write(otherViews)
            return version
        }
        try writeTables(from: version)
        // Those of an older version are all replaced.
        if migrations.count == Self.newestVersion { try write(View.all) }
        if state == .empty { try connection.setApplicationID(Self.applicationID) }
        try connection.setUserVersion(Int32(migrations.count))
        return version
    }

    /// Runs the scripts behind a version, and nothing else.
    func writeTables(from version: Int = 0) throws(SQLiteError) {
        for migration in migrations.dropFirst(version) {
            do throws(SQLiteError) {
                try connection.execute(migration.script)
            } catch {
                throw error.doing("taking migration \(migration.number), \(migration.name)")
            }
        }
    }

    private func write(_ views: [View]) throws(SQLiteError) {
        for view in views {
            do throws(SQLiteError) {
                try connection.execute("DROP VIEW IF EXISTS \(view.name);\n\(view.definition)")
            } catch {
                throw error.doing("making the view \(view.name)")
            }
        }
    }

    private func version(of state: State) throws -> Int {
        switch state {
        case .foreign: throw SchemaError.foreignFile
        case .empty: return 0
        case .warehouse(let version):
            if version > migrations.count {
                throw SchemaError.newerFile(version: version, newest: migrations.count)
            }
            return version
        }
    }
}
