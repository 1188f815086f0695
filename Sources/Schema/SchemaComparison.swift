import CDigest
import SQLite

/// How the schema of a file differs from what this program would write.
///
/// A file may come from somebody else. Tables and indexes of ours must be what the migrations make. A view of ours in
/// another wording is never read: it may be of a newer or older program, or give false answers. A trigger would do
/// its work with ours. Tables, views and indexes of other names do no harm: nothing of ours looks at them.
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
    /// This program's views that a file of the newest version lacks, or has in another wording.
    public private(set) var otherViews: [View] = []

    /// What a warehouse may not have: a trigger acts when we write, and what a module makes of a file that somebody
    /// else wrote nobody knows.
    public var forbidden: [Item] { added.filter { $0.kind == .trigger || $0.kind == .virtualTable } }
    /// Whether the file's tables can be relied on: all that is ours is there as it should be, and nothing that is
    /// forbidden.
    public var isTrustworthy: Bool { missing.isEmpty && changed.isEmpty && forbidden.isEmpty }

    /// Compares the schema of a connection's file with that of a version.
    ///
    /// Takes some microseconds where they are the same, and as long as making new tables where they are not, or where
    /// the version is not the newest.
    ///
    /// - Throws: `SQLiteError` for a file that cannot be read.
    public init(_ connection: Connection, version: Int = Migration.all.count) throws {
        let found = try Self.definitions(connection)
        let viewNames = Set(View.all.map { Self.key($0.name) })
        let isNewest = version == Migration.all.count
        compareViews(found.filter { viewNames.contains($0.key) }, isNewest: isNewest)
        let rest = found.filter { !viewNames.contains($0.key) }
        if isNewest, Self.digest(of: rest) == Self.newestDigest { return }
        let fresh = try Connection(path: ":memory:")
        try Migrator(fresh, migrations: Array(Migration.all.prefix(version))).writeTables()
        compare(rest, with: try Self.definitions(fresh))
    }

    /// Compares what the file has under the names of our views. Those of an older version are all replaced before
    /// they are read.
    private mutating func compareViews(_ found: [Definition], isNewest: Bool) {
        let byName = Dictionary(grouping: found, by: \.key)
        for view in View.all {
            let twins = byName[Self.key(view.name)] ?? []
            if twins.count > 1 || twins.contains(where: { $0.type != "view" }) {
                changed.append(Item(kind: .view, name: view.name))
            } else if isNewest, twins.first.map({ Array($0.sql.utf8) }) != Array(view.definition.utf8) {
                otherViews.append(view)
            }
        }
    }

    private mutating func compare(_ found: [Definition], with expected: [Definition]) {
        let byName = Dictionary(grouping: found, by: \.key)
        let ours = Set(expected.map(\.key))
        for definition in expected {
            let twins = byName[definition.key] ?? []
            if twins.isEmpty {
                missing.append(definition.item)
            } else if twins.count > 1 || twins[0].bytes != definition.bytes {
                changed.append(definition.item)
            }
        }
        added = found.filter { !ours.contains($0.key) }.map(\.item)
    }

    // MARK: Definitions

    /// A name as SQLite compares it: by bytes, and without regard to the case of ASCII letters. Swift's strings are
    /// equal when Unicode says so.
    private static func key(_ name: String) -> [UInt8] {
        name.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    }

    private struct Definition {
        var type: String
        var name: String
        var table: String
        var sql: String

        var key: [UInt8] { SchemaComparison.key(name) }

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

    /// The digest of the tables and indexes that all migrations make. A test compares them.
    static let newestDigest = "e25d03c747c2ab312eab74af9abc4657"

    /// What ``newestDigest`` should be.
    static func digestOfMigrations() throws -> String {
        let fresh = try Connection(path: ":memory:")
        try Migrator(fresh).writeTables()
        return digest(of: try definitions(fresh))
    }
}
