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
    /// In the tables that the view reads, separated by commas; nil for a view that does not name them.
    private let ids: Substring?
    /// What follows the word SELECT.
    private let body: Substring

    /// All views, in the order in which people are shown them.
    public static let all: [View] = Script.views.map(View.init)

    private init(_ script: Script) {
        name = script.name
        // Every start of the program comes by here: bytes are several times as fast as characters.
        var rest = script.text.utf8[...]
        func nextComment(_ start: StaticString) -> Substring? {
            let start = UnsafeBufferPointer(start: start.utf8Start, count: start.utf8CodeUnitCount)
            guard rest.starts(with: start), let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
                return nil
            }
            defer { rest = rest[end...].dropFirst() }
            return Substring(rest[..<end].dropFirst(start.count))
        }
        summary = nextComment("-- ").map(String.init) ?? ""
        ids = nextComment("-- ids: ")
        body = Substring(rest.dropFirst("SELECT\n".utf8.count).dropLast())
    }

    /// The view's definition as SQLite keeps it.
    var definition: String { "CREATE VIEW \(head)" }

    /// A definition for one connection, in which this view hides the file's view of that name.
    var temporaryDefinition: String { "CREATE TEMPORARY VIEW IF NOT EXISTS \(head)" }

    private var head: String { "\(name) AS -- \(summary)\nSELECT\n\(body)" }

    /// A SELECT of the view's rows in the release whose id is `?1`: first `id_1` and `id_2`, the ids of the row in
    /// the tables, then the view's columns. nil for a view whose script does not name ids.
    public var rowsWithIDs: String? {
        guard let ids = ids?.split(separator: ", "), let first = ids.first else { return nil }
        let second = ids.dropFirst().first ?? "NULL"
        return "SELECT \(first) AS id_1, \(second) AS id_2,\n\(body)\nWHERE r.id = ?1"
    }

    /// The view's columns, in order.
    public var columns: [Column] {
        var text = String(body)
        return text.withUTF8 { $0.split(separator: UInt8(ascii: "\n")).compactMap(Self.column) }
    }

    /// The column that a line of the script ends with: `v.name AS sample, -- the sample's name`.
    private static func column(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Column? {
        let (space, comma, dash) = (UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "-"))
        var dashes = line.startIndex
        while dashes + 1 < line.endIndex, line[dashes] != dash || line[dashes + 1] != dash { dashes += 1 }
        guard dashes + 1 < line.endIndex else { return nil }
        var end = dashes
        while end > line.startIndex, line[end - 1] == space || line[end - 1] == comma { end -= 1 }
        var start = end
        while start > line.startIndex, line[start - 1] != space { start -= 1 }
        guard start < end else { return nil }
        let description = line[dashes...].drop { $0 == dash || $0 == space }
        return Column(
            name: String(decoding: line[start..<end], as: UTF8.self),
            description: String(decoding: description, as: UTF8.self))
    }
}
