/// A view that people query: an SQL script of `Views/`, which holds its SELECT.
///
/// The script also says what the view means, in comments:
///
/// ```sql
/// -- One row per sample of a release.
/// -- ids: rs.sample_id
/// SELECT
///     r.ref AS ref, -- owner/name@release
///     v.metadata AS metadata, -- JSON: the sample's metadata
/// ```
///
/// The first line describes a row. `ids`, where it is there, names the ids that tell rows apart in the tables. Each
/// column ends a line and is described by that line's comment; `JSON:` begins the description of a column that holds
/// JSON.
public struct View: Sendable, Hashable {
    /// A column and its description.
    public struct Column: Sendable, Hashable {
        public let name: String
        public let description: String
    }

    public let name: String
    /// What a row is.
    public let summary: String
    /// In the tables that the view reads; empty for a view that does not name them.
    private let ids: [Substring]
    /// What follows the word SELECT.
    private let body: Substring

    /// All views, in the order in which people are shown them.
    public static let all: [View] = Script.views.map(View.init)

    private init(_ script: Script) {
        name = script.name
        var rest = script.text[...]
        func nextComment(_ start: String) -> Substring? {
            guard rest.hasPrefix(start), let end = rest.utf8.firstIndex(of: UInt8(ascii: "\n")) else {
                return nil
            }
            defer { rest = rest[end...].dropFirst() }
            return rest[..<end].dropFirst(start.count)
        }
        summary = nextComment("-- ").map(String.init) ?? ""
        ids = nextComment("-- ids: ")?.split(separator: ", ") ?? []
        body = rest.dropFirst("SELECT\n".count).dropLast()
    }

    /// The view's definition as SQLite keeps it.
    var definition: String { "CREATE VIEW \(head)" }

    /// A definition for one connection, in which this view hides the file's view of that name.
    var temporaryDefinition: String { "CREATE TEMPORARY VIEW IF NOT EXISTS \(head)" }

    private var head: String { "\(name) AS -- \(summary)\nSELECT\n\(body)" }

    /// A SELECT of the view's rows in the release whose id is `?1`: first `id_1` and `id_2`, the ids of the row in
    /// the tables, then the view's columns. nil for a view whose script does not name ids.
    public var rowsWithIDs: String? {
        guard let first = ids.first else { return nil }
        let second = ids.dropFirst().first ?? "NULL"
        return "SELECT \(first) AS id_1, \(second) AS id_2,\n\(body)\nWHERE r.id = ?1"
    }

    /// The view's columns, in order.
    public var columns: [Column] {
        let (space, comma, dash) = (UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "-"))
        return Array(body.utf8).split(separator: UInt8(ascii: "\n")).compactMap { line in
            guard
                let dashes = line.indices.dropLast().first(where: { line[$0] == dash && line[$0 + 1] == dash }
                ),
                let name = line[..<dashes].split(whereSeparator: { $0 == space || $0 == comma }).last
            else { return nil }
            let description = line[dashes...].drop { $0 == dash || $0 == space }
            return Column(
                name: String(decoding: name, as: UTF8.self),
                description: String(decoding: description, as: UTF8.self))
        }
    }
}
