import CDigest
import SQLite

/// How the schema of a file differs from what the migrations make.
///
/// A file may come from somebody else: a view of ours in another wording would give false answers, and a trigger would
/// do its work with ours. Tables, views and indexes of other names do no harm: nothing of ours looks at them.
public struct SchemaComparison: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable {
        case table, view, index, trigger
        /// A table whose content a module of SQLite's makes up.
        case virtualTable = "virtual table"
    }

    public struct Item: Sendable, Hashable {
        public var kind: Kind
        public var name: String
    }

    /// Ours, and not in the file.
    public private(set) var missing: [Item] = []
    /// Ours by name, with another definition.
    public private(set) var changed: [Item] = []
    /// In the file, and not ours.
    public private(set) var added: [Item] = []

    /// What a warehouse may not have: a trigger acts when we write, and what a module makes of a file that somebody
    /// else wrote nobody knows.
    public var forbidden: [Item] { added.filter { $0.kind == .trigger || $0.kind == .virtualTable } }
    /// Whether the file can be relied on: all that is ours is there as it should be, and nothing that is forbidden.
    public var isTrustworthy: Bool { missing.isEmpty && changed.isEmpty && forbidden.isEmpty }

    /// Compares the schema of a connection's file with that of a version.
    ///
    /// Takes some microseconds where they are the same, and as long as making a new schema where they are not, or where
    /// the version is not the newest.
    ///
    /// - Throws: `SQLiteError` for a file that cannot be read.
    public init(_ connection: Connection, version: Int = Migration.all.count) throws {
        let found = try Self.definitions(connection)
        if version == Migration.all.count, Self.digest(of: found) == Self.newestDigest { return }
        let fresh = try Connection(path: ":memory:")
        try Migrator(fresh, migrations: Array(Migration.all.prefix(version))).write()
        compare(found, with: try Self.definitions(fresh))
    }

    private mutating func compare(_ found: [Definition], with expected: [Definition]) {
        // By bytes: Swift's strings are equal when Unicode says so, SQLite's names are not.
        let byName = Dictionary(grouping: found) { Array($0.name.utf8) }
        let ours = Set(expected.map { Array($0.name.utf8) })
        for definition in expected {
            let twins = byName[Array(definition.name.utf8)] ?? []
            if twins.isEmpty {
                missing.append(definition.item)
            } else if twins.count > 1 || twins[0].bytes != definition.bytes {
                changed.append(definition.item)
            }
        }
        added = found.filter { !ours.contains(Array($0.name.utf8)) }.map(\.item)
    }

    // MARK: Definitions

    private struct Definition {
        var type: String
        var name: String
        var table: String
        var sql: String

        var item: Item {
            let isVirtual = sql.uppercased().split(maxSplits: 2) { $0.isWhitespace }.starts(with: [
                "CREATE", "VIRTUAL",
            ])
            let kind = Kind(rawValue: type) ?? .table
            return Item(kind: isVirtual ? .virtualTable : kind, name: name)
        }

        /// Each part with its length before it, so that neighbours cannot trade characters.
        var bytes: [UInt8] {
            [type, name, table, sql].flatMap { part in
                withUnsafeBytes(of: UInt64(part.utf8.count).littleEndian) { Array($0) } + Array(part.utf8)
            }
        }
    }

    /// All but what SQLite makes by itself.
    private static func definitions(_ connection: Connection) throws -> [Definition] {
        var definitions: [Definition] = []
        try connection.query(
            """
            SELECT type, name, tbl_name, sql
            FROM sqlite_schema
            WHERE NOT (type IN ('table', 'index') AND name LIKE 'sqlite\\_%' ESCAPE '\\')
            ORDER BY name, type
            """
        ) { row in
            definitions.append(
                Definition(
                    type: row.string(at: 0) ?? "", name: row.string(at: 1) ?? "",
                    table: row.string(at: 2) ?? "",
                    sql: row.string(at: 3) ?? ""))
        }
        return definitions
    }

    private static func digest(of definitions: [Definition]) -> String {
        var state = relwh_sha256()
        relwh_sha256_begin(&state)
        for definition in definitions {
            definition.bytes.withUnsafeBytes { relwh_sha256_update(&state, $0.baseAddress, $0.count) }
        }
        var digest = [UInt8](repeating: 0, count: 16)
        relwh_sha256_finish128(&state, &digest)
        return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The digest of what all migrations make. A test holds it to them.
    static let newestDigest = "fa054135dd01b0eb5b7278a82d31f061"

    /// What ``newestDigest`` should be.
    static func digestOfMigrations() throws -> String {
        let fresh = try Connection(path: ":memory:")
        try Migrator(fresh).write()
        return digest(of: try definitions(fresh))
    }
}
